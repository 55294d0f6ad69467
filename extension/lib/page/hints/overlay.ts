/**
 * A layer over the page for what the extension shows there. The page can neither read it, its shadow root is closed, nor
 * move or remove it for longer than a moment, and no event ends in it.
 */
import { LAYER_NAME } from '../dom/layer-name';

/** The outer element has a name that pages can define: the shadow root is not its own. */
const OUTER_STYLE = 'all: initial !important; display: contents !important;';

const LAYER_STYLE = [
  'all: initial',
  'display: block',
  'position: fixed',
  'inset: 0',
  'width: 100vw',
  'height: 100vh',
  'margin: 0',
  'border: 0',
  'padding: 0',
  'background: none',
  'overflow: hidden',
  'pointer-events: none',
  'user-select: none',
  'z-index: 2147483647',
  'contain: strict',
]
  .map((rule) => `${rule} !important;`)
  .join(' ');

/** More than a page needs that does something in each frame; two observers that answer each other would go on for ever. */
const MAX_REPAIRS = 300;
const REPAIR_MS = 1000;

export class Overlay {
  /** What is put here is shown. */
  readonly content: ShadowRoot;
  readonly #outer = document.createElement(LAYER_NAME);
  readonly #layer = document.createElement('div');
  readonly #guard = new MutationObserver(() => this.keep());
  #outerStyle = '';
  #layerStyle = '';
  #repairs = 0;
  #repairedAtMs = 0;
  #later: ReturnType<typeof setTimeout> | undefined;

  constructor(style: string) {
    this.content = this.#layer.attachShadow({ mode: 'closed' });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(style);
    this.content.adoptedStyleSheets = [sheet];
    this.#attach();
  }

  /** Shows it again if the page has hidden it. */
  keep(): void {
    if (!this.#isIntact()) this.#repair();
  }

  /** Brings it over what the page has put on top since. */
  raise(): void {
    if (!this.#layer.isConnected) return;
    this.#layer.hidePopover();
    this.#layer.showPopover();
  }

  remove(): void {
    clearTimeout(this.#later);
    this.#guard.disconnect();
    this.#outer.remove();
  }

  #isIntact(): boolean {
    return (
      this.#outer.parentNode === document.documentElement &&
      this.#outer.style.cssText === this.#outerStyle &&
      this.#outer.attributes.length === 1 &&
      this.#layer.parentNode === this.#outer &&
      this.#layer.style.cssText === this.#layerStyle &&
      this.#layer.attributes.length === 2 &&
      this.#outer.childNodes.length === 1 &&
      this.#layer.matches(':popover-open')
    );
  }

  #attach(): void {
    this.#guard.disconnect();
    for (const element of [this.#outer, this.#layer]) {
      for (const { name } of [...element.attributes]) element.removeAttribute(name);
    }
    this.#outer.style.cssText = OUTER_STYLE;
    this.#layer.style.cssText = LAYER_STYLE;
    this.#outerStyle = this.#outer.style.cssText;
    this.#layerStyle = this.#layer.style.cssText;
    this.#layer.popover = 'manual';
    this.#outer.replaceChildren(this.#layer);
    document.documentElement.append(this.#outer);
    this.#layer.showPopover();
    this.#guard.observe(document.documentElement, { childList: true });
    this.#guard.observe(this.#outer, { attributes: true, childList: true, subtree: true });
  }

  #repair(): void {
    const now = performance.now();
    if (now - this.#repairedAtMs > REPAIR_MS) {
      this.#repairedAtMs = now;
      this.#repairs = 0;
    }
    this.#repairs++;
    if (this.#repairs <= MAX_REPAIRS) return this.#attach();
    clearTimeout(this.#later);
    this.#later = setTimeout(() => this.#attach(), REPAIR_MS);
  }
}
