import { mainScroller, roomOf, type Axis } from '../scrolling/scroller';
import type { Key } from './key';

/** What browsers scroll for an arrow key. */
const LINE_PX = 40;

const PAGE_PART = 0.85;

/** How far, in pixels or in parts of a page. */
const DISTANCES: Record<
  string,
  { axis: Axis; px?: number; pages?: number; end?: boolean; forward: boolean }
> = {
  ArrowUp: { axis: 'y', px: LINE_PX, forward: false },
  ArrowDown: { axis: 'y', px: LINE_PX, forward: true },
  ArrowLeft: { axis: 'x', px: LINE_PX, forward: false },
  ArrowRight: { axis: 'x', px: LINE_PX, forward: true },
  PageUp: { axis: 'y', pages: 1, forward: false },
  PageDown: { axis: 'y', pages: 1, forward: true },
  Home: { axis: 'y', end: true, forward: false },
  End: { axis: 'y', end: true, forward: true },
  ' ': { axis: 'y', pages: 1, forward: true },
};

/** @returns whether the key scrolled what the middle of the viewport shows */
export function scrollByKey({ key, shift, ctrl, alt, meta }: Key): boolean {
  const distance = DISTANCES[key];
  if (!distance || ctrl || alt || meta) return false;
  const { axis, px, pages, end } = distance;
  const forward = key === ' ' && shift ? false : distance.forward;
  const scroller = mainScroller(axis, forward);
  if (!scroller) return false;
  const room = roomOf(scroller, axis, forward);
  if (room <= 1) return false;
  const far = end ? room : (px ?? (pages ?? 1) * PAGE_PART * Math.min(scroller.clientHeight, innerHeight));
  scroller.scrollBy({ [axis === 'x' ? 'left' : 'top']: forward ? far : -far, behavior: 'instant' });
  return true;
}
