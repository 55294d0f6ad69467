/** Shows at the caret what is being dictated, before it is written. */
import { Overlay } from '../hints/overlay';
import { selectionOf } from '../text/caret';
import type { TextTarget } from '../text/text-target';

const STYLE = `
  div {
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
  readonly #onMove = () => this.#place();

  show(text: string, target: TextTarget): void {
    this.#target = target;
    this.#box.textContent = text.length > MAX_CHARS ? `…${text.slice(-MAX_CHARS)}` : text;
    if (!this.#overlay) this.#begin();
    this.#place();
  }

  hide(): void {
    if (!this.#overlay) return;
    for (const name of EVENTS) removeEventListener(name, this.#onMove, { capture: true });
    this.#overlay.remove();
    this.#overlay = null;
    this.#target = null;
  }

  #begin(): void {
    this.#overlay = new Overlay(STYLE);
    // The panel has the same words, and what is written is read by the field itself.
    this.#box.setAttribute('aria-hidden', 'true');
    this.#overlay.content.append(this.#box);
    for (const name of EVENTS) addEventListener(name, this.#onMove, { capture: true, passive: true });
  }

  /** Under the caret, or above it where there is no room. */
  #place(): void {
    if (!this.#target) return;
    const caret = caretBox(this.#target);
    const { width, height } = this.#box.getBoundingClientRect();
    const x = Math.max(GAP, Math.min(caret.left, innerWidth - width - GAP));
    const under = caret.bottom + GAP;
    const y = under + height <= innerHeight ? under : Math.max(GAP, caret.top - GAP - height);
    this.#box.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px)`;
  }
}

function caretBox(target: TextTarget): { left: number; top: number; bottom: number } {
  const { element } = target;
  const box = element.getBoundingClientRect();
  if (target.kind === 'field')
    return { left: box.left + caretX(target.element), top: box.top, bottom: box.bottom };
  const selection = selectionOf(element);
  if (!selection?.focusNode || !element.contains(selection.focusNode)) return box;
  const range = document.createRange();
  range.setStart(selection.focusNode, selection.focusOffset);
  const caret = range.getClientRects()[0];
  if (caret) return caret;
  // An empty line has no box of its own.
  const node = selection.focusNode;
  return (node instanceof Element ? node : (node.parentElement ?? element)).getBoundingClientRect();
}

/** Where the caret is in a field of one line; 0 in others. */
function caretX(field: HTMLInputElement | HTMLTextAreaElement): number {
  if (!(field instanceof HTMLInputElement)) return 0;
  const style = getComputedStyle(field);
  const context = document.createElement('canvas').getContext('2d');
  if (!context) return 0;
  context.font = style.font;
  const width = context.measureText(field.value.slice(0, field.selectionEnd ?? field.value.length)).width;
  return Math.min(field.clientWidth, parseFloat(style.paddingLeft) + width - field.scrollLeft);
}
