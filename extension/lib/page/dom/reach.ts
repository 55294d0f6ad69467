import { hasEditContext } from './edit-context';
import { intersection, isEmpty, viewportBox, type Box } from './geometry';

/**
 * What of the page the user can see or scroll to from where an element stands: drawers beside the page and closed accordions
 * are rendered out of sight.
 */
export interface Reach {
  /** The part of the viewport in which the element's content can be seen now. */
  seen: Box;
  /** Where content can be at all: the page, or what a box lets through. */
  within: Box;
  /** The box that cuts what is in it is one that positioned content does not leave. */
  isPositioned: boolean;
}

/** A box of at most this size, in CSS pixels, only hides a text from the eye: screen readers read it. */
const HIDDEN_TEXT_PX = 2;

const isCut = (overflow: string) => overflow === 'hidden' || overflow === 'clip';
const isScroller = (overflow: string) => overflow === 'auto' || overflow === 'scroll';

const EVERYWHERE: Box = { top: -Infinity, left: -Infinity, bottom: Infinity, right: Infinity };

/** @returns the page, as far as the browser scrolls it */
function pageBox(): Box {
  const root = document.documentElement;
  const { scrollWidth, scrollHeight } = document.scrollingElement ?? root;
  const style = getComputedStyle(root);
  const body = document.body ? getComputedStyle(document.body) : style;
  const isCutSideways = isCut(style.overflowX) || (style.overflowX === 'visible' && isCut(body.overflowX));
  const width = isCutSideways ? innerWidth : scrollWidth;
  // From right to left, the page extends to the left of its start.
  const left = style.direction === 'rtl' ? innerWidth - width - scrollX : -scrollX;
  const top = -scrollY;
  return { top, left, bottom: top + Math.max(scrollHeight, innerHeight), right: left + width };
}

const isHiddenText = ({ width, height }: DOMRect) =>
  width > 0 && height > 0 && width <= HIDDEN_TEXT_PX && height <= HIDDEN_TEXT_PX;

export class Reaches {
  readonly page: Reach = { seen: viewportBox(), within: pageBox(), isPositioned: true };
  /** Of what is fixed to the viewport: only the viewport cuts it. */
  readonly #fixed: Reach = { seen: viewportBox(), within: viewportBox(), isPositioned: true };

  /** @returns the reach of the element itself: what is positioned leaves the boxes around it that are not */
  of({ position }: CSSStyleDeclaration, outer: Reach): Reach {
    if (position === 'fixed') return this.#fixed;
    return position === 'absolute' && !outer.isPositioned ? this.page : outer;
  }

  /** @returns the reach of what is in the element, or null if nothing of it can be seen anywhere */
  inside(element: Element, style: CSSStyleDeclaration, own: Reach): Reach | null {
    const { overflowX, overflowY } = style;
    const scrolls = isScroller(overflowX) || isScroller(overflowY);
    if (!scrolls && !isCut(overflowX) && !isCut(overflowY)) return own;
    if (element === document.body || element === document.documentElement) return own;
    const box = element.getBoundingClientRect();
    if (isHiddenText(box) || hasEditContext(element)) return own;
    const isPositioned = style.position !== 'static' || style.transform !== 'none';
    const within = intersection(own.within, box);
    if (isEmpty(within)) {
      return isPositioned ? null : { seen: within, within, isPositioned };
    }
    return { seen: intersection(own.seen, box), within: scrolls ? EVERYWHERE : within, isPositioned };
  }
}
