import { PageView } from '../dom/page-view';
import { isRendered } from '../dom/rendered';
import { elementsOf } from '../dom/referenced-elements';
import { roleOf } from '../roles/role-of';
import { cssAlternative, pseudoText } from './css-content';
import { embeddedValue } from './embedded-value';
import { nativeName, nativeNameElement } from './native-names';

/** The roles that are named by their content, by https://www.w3.org/TR/wai-aria-1.2/#namefromcontent. */
const NAMED_BY_CONTENT = new Set([
  ...['button', 'cell', 'checkbox', 'columnheader', 'gridcell', 'heading', 'link', 'menuitem'],
  ...['menuitemcheckbox', 'menuitemradio', 'option', 'radio', 'row', 'rowheader', 'switch', 'tab', 'tooltip'],
  'treeitem',
]);

/** A page can refer to the same elements again and again. */
const MAX_NODES = 2_000;

const MAX_LENGTH = 1_000;

/** How the computation came to an element. */
interface Step {
  from: 'start' | 'reference' | 'label' | 'content';
  /** It is inside what `aria-labelledby` names: further references are not followed. */
  referenced: boolean;
  /** What it began with is hidden, and names all the same: so do the hidden parts of it. */
  withHidden: boolean;
}

/** What cannot be seen, and what would show the text around a name in another order. */
const INVISIBLE = /[\u200b\ufeff\u00ad\u202a-\u202e\u2066-\u2069]/g;

const onOneLine = (text: string) =>
  text
    .replace(INVISIBLE, '')
    .replace(/[ \t\r\n\f]+/g, ' ')
    .trim();

const isPresentational = (role: string | null) => role === 'none' || role === 'presentation';

/** One computation by https://www.w3.org/TR/accname-1.2/#computation-steps. */
class NameComputation {
  readonly #view: PageView;
  readonly #start: Element;
  /** Each element adds its text once. */
  readonly #visited = new Set<Element>();
  #nodesLeft = MAX_NODES;

  constructor(start: Element, view: PageView) {
    this.#start = start;
    this.#view = view;
  }

  name(): string {
    const name = this.#textOf(this.#start, { from: 'start', referenced: false, withHidden: false });
    return onOneLine(name.slice(0, MAX_LENGTH));
  }

  /** @returns the text of what is rendered in the element, for what has no name of its own */
  content(): string {
    const step = { from: 'content', referenced: false, withHidden: false } as const;
    return onOneLine(this.#contentOf(this.#start, step).slice(0, MAX_LENGTH));
  }

  #textOf(element: Element, step: Step): string {
    if (this.#visited.has(element) || this.#nodesLeft-- <= 0) return '';
    if (step.from !== 'start' && !step.withHidden && this.#isLeftOut(element)) return '';
    this.#visited.add(element);
    return this.#alternativeOf(element, step);
  }

  /** The steps from 2B on. */
  #alternativeOf(element: Element, step: Step): string {
    if (!step.referenced) {
      const named = this.#labelledBy(element);
      if (named) return named;
    }
    const role = roleOf(element);
    if (step.from !== 'start' && element !== this.#start) {
      const value = embeddedValue(element, role, this.#view, (option) =>
        this.#textOf(option, { ...step, from: 'content' }),
      );
      if (value !== null) return value;
    }
    const label = element.getAttribute('aria-label');
    if (label?.trim()) return label;
    if (!isPresentational(role)) {
      const native = this.#nativeName(element, step);
      if (native.trim()) return native;
    }
    if (step.from !== 'start' || NAMED_BY_CONTENT.has(role ?? '')) {
      const content = this.#contentOf(element, step);
      if (content.trim()) return content;
    }
    if (isPresentational(role)) return '';
    return this.#tooltip(element);
  }

  #labelledBy(element: Element): string {
    const names = elementsOf(element, 'aria-labelledby').map((target) => {
      const step: Step = { from: 'reference', referenced: true, withHidden: this.#isHidden(target) };
      // An element may name itself among others.
      if (target === element) this.#visited.delete(element);
      return this.#textOf(target, step);
    });
    return names.filter((name) => name.trim()).join(' ');
  }

  #nativeName(element: Element, step: Step): string {
    // Where the label leads here, it does not name what it contains.
    const labels = step.from === 'label' ? [] : this.#view.labels(element);
    const names = labels.map((label) =>
      this.#textOf(label, { from: 'label', referenced: step.referenced, withHidden: this.#isHidden(label) }),
    );
    const label = names.filter((name) => name.trim()).join(' ');
    if (label) return label;
    const namer = nativeNameElement(element);
    if (namer) return this.#textOf(namer, { ...step, from: 'label', withHidden: this.#isHidden(namer) });
    return nativeName(element) ?? cssAlternative(this.#view.style(element).content) ?? '';
  }

  #contentOf(element: Element, step: Step): string {
    const visible = step.withHidden || this.#view.style(element).visibility === 'visible';
    const inner: Step = { ...step, from: 'content' };
    let text = pseudoText(element, '::before');
    for (const child of this.#view.children(element)) {
      if (text.length > MAX_LENGTH) break;
      if (child instanceof Element) text += this.#spaced(child, this.#childText(child, inner));
      else if (visible && child instanceof Text) text += child.data;
    }
    for (const owned of elementsOf(element, 'aria-owns')) text += ` ${this.#textOf(owned, inner)} `;
    return text + pseudoText(element, '::after');
  }

  #childText(child: Element, step: Step): string {
    // A branch of a tree is called by its own words and not by those of its leaves.
    const isBranch = roleOf(child) === 'group' && roleOf(this.#start) === 'treeitem';
    return isBranch ? '' : this.#textOf(child, step);
  }

  #spaced(child: Element, text: string): string {
    if (child.localName === 'br') return ' ';
    const { display } = this.#view.style(child);
    return ['inline', 'contents', 'none'].includes(display) ? text : ` ${text} `;
  }

  #tooltip(element: Element): string {
    const title = element.getAttribute('title');
    if (title?.trim()) return title;
    return element.getAttribute('placeholder') ?? element.getAttribute('aria-placeholder') ?? '';
  }

  /** Left out with all that is in it; what is only invisible may contain something visible. */
  #isLeftOut(element: Element): boolean {
    if (['script', 'style', 'template', 'noscript'].includes(element.localName)) return true;
    return element.getAttribute('aria-hidden') === 'true' || this.#view.style(element).display === 'none';
  }

  #isHidden(element: Element): boolean {
    return !isRendered(element) || element.closest('[aria-hidden=true]') !== null;
  }
}

/** @returns the name by which assistive technology and users know the element; '' if it has none or is not rendered */
export function accessibleName(element: Element, view = new PageView()): string {
  const inClosedList = element.localName === 'option' || element.localName === 'optgroup';
  if (!inClosedList && !isRendered(element)) return '';
  return new NameComputation(element, view).name();
}

/** @returns the text in the element, with the names of the controls and images there */
export function contentText(element: Element, view = new PageView()): string {
  return new NameComputation(element, view).content();
}
