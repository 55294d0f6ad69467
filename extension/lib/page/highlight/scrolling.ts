/** Scrolls to text of the page. */
import { canScroll } from '../act/scrolling/scroller';
import { flatParent } from '../dom/flat-tree';

/** What is read stays between these parts of the height of the viewport. */
const COMFORTABLE = { top: 0.1, bottom: 0.75 };

/** Where it goes when it has left them. */
const TARGET = 0.3;

/** @returns whether any of it can be seen without scrolling */
export function isInView(range: Range): boolean {
  const { top, bottom, height } = range.getBoundingClientRect();
  if (height === 0 || bottom <= 0 || top >= innerHeight) return false;
  const scroller = scrollerOf(range);
  if (!scroller) return true;
  const box = scroller.getBoundingClientRect();
  return bottom > box.top && top < box.bottom;
}

/** @returns whether it stands where it is easily read along */
export function isComfortable(range: Range): boolean {
  const { top, bottom } = range.getBoundingClientRect();
  const { top: viewTop, bottom: viewBottom } = viewOf(range);
  const height = viewBottom - viewTop;
  return top >= viewTop + COMFORTABLE.top * height && bottom <= viewTop + COMFORTABLE.bottom * height;
}

/** Scrolls what the text is in, and what that is in, so that the text can be read. */
export function scrollTo(range: Range, smooth: boolean): void {
  const behavior = smooth && !document.hidden && !prefersStill() ? 'smooth' : 'instant';
  const scroller = scrollerOf(range);
  if (scroller) {
    scroller.scrollIntoView({ block: 'nearest', behavior: 'instant' });
    scroller.scrollBy({ top: distance(range, viewOf(range)), behavior });
  } else {
    scrollBy({ top: distance(range, viewOf(range)), behavior });
  }
}

/** Ends smooth scrolling where it is now: in Chrome it goes on, against the wheel. */
export function endScrolling(range: Range): void {
  const scroller = scrollerOf(range) ?? document.scrollingElement;
  scroller?.scrollTo({ top: scroller.scrollTop, behavior: 'instant' });
}

const prefersStill = () => matchMedia('(prefers-reduced-motion: reduce)').matches;

const distance = (range: Range, view: { top: number; bottom: number }) =>
  range.getBoundingClientRect().top - (view.top + TARGET * (view.bottom - view.top));

/** The part of the viewport in which the text can be seen. */
function viewOf(range: Range): { top: number; bottom: number } {
  const scroller = scrollerOf(range);
  if (!scroller) return { top: 0, bottom: innerHeight };
  const { top, bottom } = scroller.getBoundingClientRect();
  return { top: Math.max(top, 0), bottom: Math.min(bottom, innerHeight) };
}

/** @returns the nearest scrolling box around the text; null if that is the page */
function scrollerOf(range: Range): Element | null {
  for (let element = flatParent(range.startContainer); element; element = flatParent(element)) {
    if (element === document.scrollingElement || element === document.body) return null;
    if (canScroll(element, 'y')) return element;
  }
  return null;
}
