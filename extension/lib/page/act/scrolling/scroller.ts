import { deepElementFromPoint, flatParent } from '../../dom/flat-tree';
import { frameIndex } from '../../dom/frames';

export type Axis = 'x' | 'y';

/** What is smaller, in parts of the viewport, is not meant by "scroll down" where something larger scrolls too. */
const MIN_AREA = 0.3;

/** Where to look for something that scrolls, in parts of the viewport: the middle first. */
const LOOKED_AT = [
  [0.5, 0.5],
  [0.25, 0.5],
  [0.75, 0.5],
  [0.5, 0.25],
  [0.5, 0.75],
  [0.1, 0.5],
  [0.9, 0.5],
] as const;

export const rootScroller = (): Element => document.scrollingElement ?? document.documentElement;

/** Both belong to the viewport: scrolling one or the other moves the whole page. */
const isRoot = (element: Element) =>
  element === rootScroller() || element === document.documentElement || element === document.body;

function overflowOf(element: Element, axis: Axis): string {
  const { overflowX, overflowY } = getComputedStyle(element);
  return axis === 'x' ? overflowX : overflowY;
}

/** @returns how far it can still be scrolled that way, in CSS pixels */
export function roomOf(scroller: Element, axis: Axis, forward: boolean): number {
  const { scrollTop, scrollLeft, scrollHeight, scrollWidth, clientHeight, clientWidth } = scroller;
  const position = axis === 'x' ? scrollLeft : scrollTop;
  const end = axis === 'x' ? scrollWidth - clientWidth : scrollHeight - clientHeight;
  // Where text runs from right to left, positions to the left are negative.
  if (axis === 'x' && getComputedStyle(scroller).direction === 'rtl')
    return forward ? -position : end + position;
  return forward ? end - position : position;
}

/** @returns whether a user can scroll it at all */
export function canScroll(element: Element, axis: Axis): boolean {
  const size = roomOf(element, axis, true) + roomOf(element, axis, false);
  // Rounding leaves a pixel.
  if (size <= 1) return false;
  if (!isRoot(element)) return /auto|scroll|overlay/.test(overflowOf(element, axis));
  const parts = [document.documentElement, document.body].filter(Boolean);
  return element === rootScroller() && !parts.some((part) => /hidden|clip/.test(overflowOf(part, axis)));
}

function scrollersFrom(start: Element, axis: Axis): Element[] {
  const found: Element[] = [];
  for (let node: Element | null = start; node; node = flatParent(node)) {
    if (!isRoot(node) && canScroll(node, axis)) found.push(node);
  }
  if (canScroll(rootScroller(), axis)) found.push(rootScroller());
  return found;
}

function areaOf(element: Element): number {
  if (isRoot(element)) return 1;
  const { left, top, right, bottom } = element.getBoundingClientRect();
  const width = Math.max(0, Math.min(right, innerWidth) - Math.max(left, 0));
  const height = Math.max(0, Math.min(bottom, innerHeight) - Math.max(top, 0));
  return (width * height) / (innerWidth * innerHeight);
}

const isModal = (element: Element) => element.closest('dialog:modal, [aria-modal=true]') !== null;

/** As browsers do, what is at its end passes the scrolling on to what it is in. */
const withRoom = (scrollers: Element[], axis: Axis, forward: boolean) =>
  scrollers.find((scroller) => roomOf(scroller, axis, forward) > 1);

/** @returns what scrolls when the control is scrolled */
export function scrollerOf(control: Element, axis: Axis, forward: boolean): Element | null {
  const inside = [...control.querySelectorAll('*')]
    .slice(0, 200)
    .filter((element) => canScroll(element, axis));
  const around = scrollersFrom(control, axis);
  const own = around[0] === control || inside.length === 0 ? around : [...inside.slice(0, 1), ...around];
  return withRoom(own, axis, forward) ?? own[0] ?? null;
}

/** @returns what "scroll down" means: the largest thing that scrolls in the middle of the viewport */
export function mainScroller(axis: Axis, forward: boolean): Element | null {
  const found = new Set<Element>();
  for (const [x, y] of LOOKED_AT) {
    const start = deepElementFromPoint(innerWidth * x, innerHeight * y);
    if (!start) continue;
    const scrollers = scrollersFrom(start, axis);
    const large = scrollers.filter((scroller) => isModal(scroller) || areaOf(scroller) >= MIN_AREA);
    const best = withRoom(large, axis, forward) ?? large[0];
    if (best) return best;
    for (const scroller of scrollers) found.add(scroller);
  }
  const bySize = [...found].sort((a, b) => areaOf(b) - areaOf(a));
  return withRoom(bySize, axis, forward) ?? bySize[0] ?? null;
}

/** @returns the index of the frame in the middle of the viewport, or null */
export function frameInTheMiddle(): number | null {
  const found = deepElementFromPoint(innerWidth / 2, innerHeight / 2);
  if (!(found instanceof HTMLIFrameElement) || areaOf(found) < MIN_AREA) return null;
  const index = frameIndex(found);
  return index < 0 ? null : index;
}
