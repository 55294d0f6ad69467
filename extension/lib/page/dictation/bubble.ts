/** Shows at the caret what is being dictated, before it is written. */
import { Overlay } from '../hints/overlay';
import type { TextTarget } from '../text/text-target';
import { caretBoxOf } from './caret-box';

const STYLE = `
  .words {
    position: absolute;
    left: 0;
    top: 0;
    box-sizing: border-box;
    max-width: min(320px, calc(100vw - 16px));
    padding: 4px 8px;
    border: 1px solid #1c1c1c;
    border-radius: 8px;
    outline: 1px solid #ffffff;
    background: #fffbe6;
    color: #1c1c1c;
    font: 13px/18px system-ui, sans-serif;
    overflow-wrap: anywhere;
    forced-color-adjust: none;
  }
`;

/** The end of a long text says enough. */
const MAX_CHARS = 160;

/** From the caret and from the edges of the viewport, in CSS pixels. */
const GAP = 6;

/** What moves the caret over the screen. */
const EVENTS = ['scroll', 'resize', 'selectionchange'];

export class Bubble {
  #overlay: Overlay | null = null;
  readonly #box = document.createElement('div');
  #target: TextTarget | null = null;
  #watching = new AbortController();
  readonly #onMove = () => this.#place();

  show(text: string, target: TextTarget): void {
    if (this.#target?.element !== target.element) this.hide();
    this.#target = target;
    this.#box.textContent = text.length > MAX_CHARS ? `…${text.slice(-MAX_CHARS)}` : text;
    if (!this.#overlay) this.#begin(target.element);
    this.#place();
  }

  hide(): void {
    if (!this.#overlay) return;
    this.#watching.abort();
    this.#overlay.remove();
    this.#overlay = null;
    this.#target = null;
  }

  #begin(element: HTMLElement): void {
    this.#overlay = new Overlay(STYLE);
    // The panel has the same words, and what is written is read by the field itself.
    this.#box.setAttribute('aria-hidden', 'true');
    this.#box.className = 'words';
    this.#box.dir = 'auto';
    this.#overlay.content.append(this.#box);
    this.#watching = new AbortController();
    const { signal } = this.#watching;
    for (const name of EVENTS)
      for (const root of [window, ...shadowRootsAround(element)])
        root.addEventListener(name, this.#onMove, { capture: true, passive: true, signal });
  }

  /** Under the caret, or above it where there is no room; beside it on the side that is written to. */
  #place(): void {
    if (!this.#target || !this.#overlay) return;
    const caret = caretBoxOf(this.#target, this.#overlay.content);
    const { width, height } = this.#box.getBoundingClientRect();
    const isLeftwards = getComputedStyle(this.#target.element).direction === 'rtl';
    const x = isLeftwards ? caret.left - width : caret.left;
    const under = caret.bottom + GAP;
    const y = under + height + GAP <= innerHeight ? under : caret.top - GAP - height;
    this.#box.style.translate = `${within(x, width, innerWidth)}px ${within(y, height, innerHeight)}px`;
  }
}

/** @returns the place nearest to `at` where all of the size is in the viewport */
const within = (at: number, size: number, viewport: number): number =>
  Math.round(Math.max(GAP, Math.min(at, viewport - size - GAP)));

/** Scrolling in them is not seen from outside. */
function shadowRootsAround(element: Element): ShadowRoot[] {
  const roots: ShadowRoot[] = [];
  let root = element.getRootNode();
  while (root instanceof ShadowRoot) {
    roots.push(root);
    root = root.host.getRootNode();
  }
  return roots;
}
