/** A copy of the page for Readability, which takes it apart. */
import { flatChildren } from '../dom/flat-tree';
import { isFolded } from '../page-text/folded';

/** Elements of the copy have it; its value is an index of the originals. */
const MARK = 'data-original';

export interface ReadableCopy {
  document: Document;
  /** The elements of the page, by the mark of their copies. The first is the root. */
  originals: readonly Element[];
  /** The texts of the page, by their copies. */
  texts: ReadonlyMap<Text, Text>;
}

/** What Readability reads titles from, and what it would remove at once. */
const LEFT_OUT = new Set(['style', 'script', 'noscript', 'template', 'svg', 'canvas']);

/** Elements with running text. */
const PROSE = new Set([
  'p',
  'li',
  'dd',
  'td',
  'blockquote',
  'figcaption',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
]);

/**
 * @param root what is copied into the body; shadow trees are copied in the place of their hosts' children
 * @returns a document that runs no scripts and loads nothing, without what the page hides
 */
export function readableCopy(root: Element): ReadableCopy {
  const copy = document.implementation.createHTMLDocument(document.title);
  const originals = [root];
  const texts = new Map<Text, Text>();
  copy.documentElement.lang = document.documentElement.lang;
  for (const element of document.head.querySelectorAll('meta, script[type="application/ld+json"]')) {
    copy.head.append(copy.importNode(element, true));
  }
  const copyInto = (target: Element, element: Element) => {
    for (const child of flatChildren(element)) {
      if (child instanceof Text) texts.set(target.appendChild(copy.createTextNode(child.data)), child);
      else if (child instanceof Element) copyElement(target, child);
    }
  };
  const copyElement = (target: Element, element: Element) => {
    if (LEFT_OUT.has(element.localName) || isFolded(element)) return;
    if (getComputedStyle(element).display === 'none') return;
    const made = isWordOfSentence(element)
      ? copy.createElement('span')
      : (copy.importNode(element, false) as Element);
    made.setAttribute(MARK, String(originals.push(element) - 1));
    target.append(made);
    copyInto(made, element);
  };
  if (root === document.body) copyAttributes(root, copy.body);
  copyInto(copy.body, root);
  return { document: copy, originals, texts };
}

/**
 * @param article a part of the copy after Readability has moved its elements, made new ones, and perhaps parsed all anew
 * @returns the page's texts that it has
 */
export function originalTexts(article: Element, { originals, texts }: ReadableCopy): Set<Text> {
  const kept = new Set<Text>();
  const candidates = new Map<Element, Text[]>();
  const copies = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
  while (copies.nextNode()) {
    const copy = copies.currentNode as Text;
    if (!/\S/.test(copy.data)) continue;
    const original = texts.get(copy) ?? parsedAnew(copy);
    if (original) kept.add(original);
  }
  return kept;

  function parsedAnew({ data, parentElement }: Text): Text | undefined {
    const mark = parentElement?.closest(`[${MARK}]`)?.getAttribute(MARK) ?? '0';
    const marked = originals[Number(mark)]!;
    if (!candidates.has(marked)) candidates.set(marked, textsIn(marked));
    return candidates.get(marked)!.find((text) => text.data === data && !kept.has(text));
  }
}

function textsIn(element: Element, texts: Text[] = []): Text[] {
  for (const child of flatChildren(element)) {
    if (child instanceof Text) texts.push(child);
    else if (child instanceof Element) textsIn(child, texts);
  }
  return texts;
}

/** Readability removes buttons, also those that are words of a sentence. */
function isWordOfSentence(element: Element): boolean {
  if (element.localName !== 'button') return false;
  const parent = element.parentElement;
  if (!parent || !PROSE.has(parent.localName)) return false;
  return [...parent.childNodes].some((node) => node instanceof Text && /\S/.test(node.data));
}

function copyAttributes(from: Element, to: Element): void {
  for (const { name, value } of from.attributes) to.setAttribute(name, value);
}
