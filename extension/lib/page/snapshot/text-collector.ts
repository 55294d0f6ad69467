import { isEmpty, meet, type Box } from '../dom/geometry';
import type { Reach } from '../dom/reach';
import type { PageItem } from './items';

/** Of one passage, in characters. */
const MAX_PASSAGE = 400;

interface TextPlace {
  depth: number;
  reach: Reach;
}

/** Joins the texts of a paragraph to one item. */
export class TextCollector {
  readonly #add: (item: PageItem) => void;
  readonly #onlyViewport: boolean;
  readonly #range = document.createRange();
  #text = '';
  #first: { depth: number; element: Element; inViewport: boolean } | null = null;

  constructor(add: (item: PageItem) => void, onlyViewport: boolean) {
    this.#add = add;
    this.#onlyViewport = onlyViewport;
  }

  /** @param isHidden tells whether something covers that place */
  add(node: Text, element: Element, { depth, reach }: TextPlace, isHidden: (box: Box) => boolean): void {
    if (this.#text.length > MAX_PASSAGE) return;
    if (!/\S/.test(node.data)) {
      if (this.#text) this.#text += ' ';
      return;
    }
    this.#range.selectNodeContents(node);
    const box = this.#range.getBoundingClientRect();
    if (isEmpty(box) || !meet(box, reach.within)) return;
    const inViewport = meet(box, reach.seen);
    if ((this.#onlyViewport && !inViewport) || isHidden(box)) return;
    this.#first ??= { depth, element, inViewport };
    this.#text += node.data;
  }

  /** Ends the paragraph. */
  flush(): void {
    const first = this.#first;
    if (!first) return;
    const text = this.#text.replace(/\s+/g, ' ').trim();
    this.#text = '';
    this.#first = null;
    if (!text) return;
    const cut = text.length > MAX_PASSAGE ? `${text.slice(0, MAX_PASSAGE - 1)}…` : text;
    this.#add({ kind: 'text', ...first, text: cut });
  }
}
