import { failure, type ToolFailure } from '../../../tool-contract/tool-results';
import type { ScrollDirection } from '../../../tool-contract/tool-arguments';
import { describeControl } from '../../describe-control';
import type { RefRegistry } from '../../refs';
import type { Performed } from '../acting';
import { nextFrame, pause } from '../pause';
import { barsHeight } from './bars';
import {
  canScroll,
  frameInTheMiddle,
  mainScroller,
  rootScroller,
  roomOf,
  scrollerOf,
  type Axis,
} from './scroller';
import { turnWheel } from './wheel';

/** The part of a page by which it moves: the rest stays in view, so that a reader finds the line again. */
const PAGE_PART = 0.85;

/** A feed that still grows after this is left. */
const MAX_GROWING_MS = 2800;

const STEP_MS = 50;

/** A page that has not grown for this many steps, 400 ms on an idle computer, has ended. */
const QUIET_STEPS = 8;

const axisOf = (direction: ScrollDirection): Axis =>
  direction === 'left' || direction === 'right' ? 'x' : 'y';

const isForward = (direction: ScrollDirection) =>
  direction === 'down' || direction === 'right' || direction === 'bottom';

function move(scroller: Element, axis: Axis, px: number): void {
  scroller.scrollBy({ [axis === 'x' ? 'left' : 'top']: px, behavior: 'instant' });
}

/**
 * A step waits for a frame, in which the page's scroll listeners run: a slow page gets as many chances to grow
 * as a fast one.
 *
 * @returns whether the end was reached: a feed may grow each time
 */
async function toBottom(scroller: Element): Promise<{ isEnd: boolean; grew: boolean }> {
  const start = performance.now();
  let heightPx = scroller.scrollHeight;
  let quietSteps = 0;
  let grew = false;
  move(scroller, 'y', roomOf(scroller, 'y', true));
  for (;;) {
    await nextFrame();
    await pause(STEP_MS);
    quietSteps += 1;
    if (scroller.scrollHeight > heightPx + 1) {
      grew = true;
      heightPx = scroller.scrollHeight;
      quietSteps = 0;
    }
    move(scroller, 'y', roomOf(scroller, 'y', true));
    if (quietSteps >= QUIET_STEPS) return { isEnd: true, grew };
    if (performance.now() - start >= MAX_GROWING_MS) return { isEnd: !grew, grew };
  }
}

const END_OF: Record<ScrollDirection, string> = {
  up: 'the top',
  top: 'the top',
  down: 'the bottom',
  bottom: 'the bottom',
  left: 'the left edge',
  right: 'the right edge',
};

function positionText(scroller: Element, direction: ScrollDirection): string {
  const axis = axisOf(direction);
  if (roomOf(scroller, axis, isForward(direction)) <= 1) return `to ${END_OF[direction]}`;
  const before = roomOf(scroller, axis, false);
  const all = before + roomOf(scroller, axis, true);
  return `${direction}, to ${Math.round((before / all) * 100)} % of it`;
}

function distanceOf(scroller: Element, axis: Axis, pages: number): number {
  const isRoot = scroller === rootScroller();
  if (axis === 'x') return (isRoot ? innerWidth : scroller.clientWidth) * PAGE_PART * pages;
  return (isRoot ? innerHeight - barsHeight() : scroller.clientHeight) * PAGE_PART * pages;
}

/** @returns the index of the frame in the middle of the viewport, if its document scrolls and not this one */
export const scrolledFrame = (direction: ScrollDirection): number | null =>
  canScroll(rootScroller(), axisOf(direction)) ? null : frameInTheMiddle();

/** @param control whose scroller moves; null for what the middle of the viewport shows */
export async function scroll(
  control: Element | null,
  direction: ScrollDirection,
  pages: number,
  refs: RefRegistry,
): Promise<Performed | ToolFailure> {
  const axis = axisOf(direction);
  const forward = isForward(direction);
  const scroller = control ? scrollerOf(control, axis, forward) : mainScroller(axis, forward);
  if (!scroller)
    return (
      (await turnWheel(axis, forward, pages)) ??
      failure(`Nothing here scrolls ${axis === 'y' ? 'up or down' : 'sideways'}.`)
    );
  const { scrollTop: top, scrollLeft: left } = scroller;
  let growing = '';
  if (direction === 'bottom') {
    const { isEnd, grew } = await toBottom(scroller);
    if (!isEnd) growing = '; it keeps growing: this is not the end yet';
    else if (grew) growing = ', which grew meanwhile';
  } else {
    const px = direction === 'top' ? roomOf(scroller, axis, false) : distanceOf(scroller, axis, pages);
    move(scroller, axis, forward ? px : -px);
  }
  const isRoot = scroller === rootScroller();
  const what = isRoot || !control ? null : describeControl(control);
  if (Math.abs(scroller.scrollTop - top) < 1 && Math.abs(scroller.scrollLeft - left) < 1) {
    return { did: `nothing: ${what ? `${what} is at` : 'this is'} ${END_OF[direction]} already` };
  }
  return {
    did: `${what ? `${what} ` : ''}scrolled ${positionText(scroller, direction)}${growing}`,
    undo: { kind: 'scroll', ref: isRoot ? undefined : refs.numberOf(scroller), top, left },
  };
}
