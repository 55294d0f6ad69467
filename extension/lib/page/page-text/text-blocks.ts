/** The text of a part of the page, a block at a time: paragraphs, headings, list items, cells. */
import { flatChildren } from '../dom/flat-tree';
import { isFolded } from './folded';
import { TextBuilder, type PageText } from './page-text';

export interface BlockOptions {
  /** Leaves out an element and all that is in it. */
  skips?: (element: Element) => boolean;
  /** Whether a text belongs to it. Default: all do. */
  keeps?: (text: Text) => boolean;
  /** Whether text that is folded away belongs to it. Default: false. */
  folded?: boolean;
}

/** They have no text of the page, or none that is shown as such. */
const WITHOUT_TEXT = new Set([
  ...[
    'script',
    'style',
    'noscript',
    'template',
    'head',
    'title',
    'svg',
    'canvas',
    'video',
    'audio',
    'object',
  ],
  ...['iframe', 'select', 'datalist', 'textarea', 'input', 'rt', 'rp', 'annotation', 'annotation-xml'],
]);

/** @returns the blocks that have text, as they are shown: hidden text is left out, and white space is collapsed */
export function textBlocks(root: Element, options: BlockOptions = {}): PageText[] {
  const walker = new BlockWalker(options);
  walker.walk(root);
  return walker.finished();
}

class BlockWalker {
  readonly #options: BlockOptions;
  readonly #blocks: PageText[] = [];
  #block = new TextBuilder();
  /** What comes before the next word of the block. */
  #separator = '';

  constructor(options: BlockOptions) {
    this.#options = options;
  }

  finished(): PageText[] {
    this.#endBlock();
    return this.#blocks;
  }

  walk(element: Element): void {
    if (WITHOUT_TEXT.has(element.localName) || this.#options.skips?.(element)) return;
    const style = getComputedStyle(element);
    if (style.display === 'none' || (!this.#options.folded && isFolded(element))) return;
    if (element.localName === 'br') return this.#breakLine();
    const kind = kindOf(element, style);
    if (kind === 'block') this.#endBlock();
    if (kind === 'cell') this.#separator = ', ';
    for (const child of flatChildren(element)) {
      if (child instanceof Element) this.walk(child);
      else if (child instanceof Text && this.#keeps(child) && style.visibility === 'visible') {
        this.#add(child, style);
      }
    }
    if (kind === 'block') this.#endBlock();
  }

  #keeps(text: Text): boolean {
    return this.#options.keeps?.(text) ?? true;
  }

  #add(node: Text, style: CSSStyleDeclaration): void {
    for (const { 0: part, index } of node.data.matchAll(/\s+|\S+/g)) {
      if (/\S/.test(part)) this.#addWord(part, node, index);
      else if (part.includes('\n') && keepsLines(style)) this.#breakLine();
      else if (/\S/.test(this.#block.last)) this.#block.add(' ', node, index);
    }
  }

  #addWord(word: string, node: Text, start: number): void {
    if (this.#block.length > 0) this.#block.addSeparator(this.#separator);
    this.#separator = '';
    this.#block.add(word, node, start);
  }

  /** Two line breaks in a row end a paragraph. */
  #breakLine(): void {
    if (this.#block.last === '\n') this.#endBlock();
    else if (this.#block.length > 0) this.#block.addSeparator('\n');
  }

  #endBlock(): void {
    const block = this.#block.build();
    if (block.text) this.#blocks.push(block);
    this.#block = new TextBuilder();
    this.#separator = '';
  }
}

/** Styles are asked only where they matter: on long pages, asking takes most of the time. */
const keepsLines = ({ whiteSpaceCollapse }: CSSStyleDeclaration) =>
  /^(?:preserve|break)/.test(whiteSpaceCollapse);

/** They are a part of the line also where they float in it, as a large first letter does. */
const IN_LINES = new Set(['span', 'a', 'b', 'strong', 'i', 'em', 'big', 'font']);

function kindOf(element: Element, style: CSSStyleDeclaration): 'inline' | 'cell' | 'block' {
  const { display } = style;
  if (/^(?:inline|contents|ruby|math)/.test(display)) return 'inline';
  if (display === 'table-cell') return 'cell';
  return IN_LINES.has(element.localName) && style.float !== 'none' ? 'inline' : 'block';
}
