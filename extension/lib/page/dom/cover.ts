import { deepElementFromPoint, flatContains, flatParent } from './flat-tree';
import { intersection, isEmpty, viewportBox, type Box } from './geometry';

/** Where the viewport is probed, as parts of its width and height. */
const PROBES = [0.1, 0.5, 0.9];

/** Of the probes: where so many hit the same layer, it covers what is behind. */
const MIN_HITS = 5;

/** Of the viewport, for a layer that covers it. */
const COVERING = 0.98;

const isModal = (element: Element) => element.matches('dialog:modal, :fullscreen');

/** Pictures lie over pages whose layout went wrong. */
const PICTURES = new Set(['img', 'svg', 'canvas', 'video', 'picture']);

/** @returns whether it stays where it is while the page scrolls */
function isFixed(layer: Element): boolean {
  for (let element: Element | null = layer; element; element = flatParent(element))
    if (getComputedStyle(element).position === 'fixed') return true;
  return false;
}

const isWithin = (inner: Box, outer: Box): boolean =>
  inner.top >= outer.top &&
  inner.bottom <= outer.bottom &&
  inner.left >= outer.left &&
  inner.right <= outer.right;

function coversViewport(element: Element): boolean {
  if (PICTURES.has(element.localName)) return false;
  const { position } = getComputedStyle(element);
  if (position !== 'fixed' && position !== 'absolute') return false;
  const { top, left, bottom, right } = intersection(element.getBoundingClientRect(), viewportBox());
  return Math.max(0, bottom - top) * Math.max(0, right - left) >= COVERING * innerWidth * innerHeight;
}

/** @returns the innermost layer over the whole viewport that is hit there */
function layerAt(x: number, y: number): Element | null {
  for (let element = deepElementFromPoint(x, y); element; element = flatParent(element)) {
    if (element === document.body || element === document.documentElement) return null;
    if (isModal(element) || coversViewport(element)) return element;
  }
  return null;
}

/** What lies over the page, such as the backdrop of a dialog: behind it, nothing can be used. */
export class Cover {
  readonly #layer: Element;
  /** Nothing else can be scrolled to. */
  readonly #isOnly: boolean;
  /** It scrolls with the page, so that what extends beyond it can be reached there. */
  readonly #scrolls: boolean;

  private constructor(layer: Element) {
    this.#layer = layer;
    const isLocked = [document.documentElement, document.body].some(
      (element) => element && getComputedStyle(element).overflowY === 'hidden',
    );
    const isDialog = isModal(layer) || layer.matches('[aria-modal=true]');
    this.#isOnly = isLocked || isDialog || layer.querySelector('[aria-modal=true]') !== null;
    this.#scrolls = !this.#isOnly && !isFixed(layer);
  }

  static find(): Cover | null {
    const hits = new Map<Element, number>();
    for (const x of PROBES) {
      for (const y of PROBES) {
        const layer = layerAt(x * innerWidth, y * innerHeight);
        if (layer) hits.set(layer, (hits.get(layer) ?? 0) + (isModal(layer) ? MIN_HITS : 1));
      }
    }
    const layer = [...hits].find(([, count]) => count >= MIN_HITS)?.[0];
    return layer ? new Cover(layer) : null;
  }

  isLayer(element: Element): boolean {
    return element === this.#layer;
  }

  /** @returns whether the layer hides what is at this place; the element is outside of the layer, or around it */
  hides(element: Element, box: Box): boolean {
    if (flatContains(element, this.#layer)) return false;
    const visible = intersection(box, viewportBox());
    if (isEmpty(visible)) return this.#isOnly;
    if (this.#scrolls && !isWithin(box, this.#layer.getBoundingClientRect())) return false;
    const { top, left, bottom, right } = visible;
    const hit = deepElementFromPoint((left + right) / 2, (top + bottom) / 2);
    return hit !== null && flatContains(this.#layer, hit);
  }
}
