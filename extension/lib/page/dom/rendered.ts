import { flatParent } from './flat-tree';
import { meet, viewportBox } from './geometry';

const OPTIONS = { visibilityProperty: true };

/** @returns whether the element is shown somewhere on the page. Full transparency does not count as hidden. */
export function isRendered(element: Element): boolean {
  if (element.checkVisibility(OPTIONS)) return true;
  const { display, visibility } = getComputedStyle(element);
  // It has no box of its own.
  if (display !== 'contents' || visibility !== 'visible') return false;
  const parent = flatParent(element);
  return parent !== null && isRendered(parent);
}

/** @returns whether a part of the element is in the viewport */
export const isInViewport = (element: Element): boolean =>
  meet(element.getBoundingClientRect(), viewportBox());
