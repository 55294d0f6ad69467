import { hasEditContext } from './edit-context';

/** A rectangle in the viewport's CSS pixels. */
export interface Box {
  top: number;
  left: number;
  bottom: number;
  right: number;
}

export const viewportBox = (): Box => ({ top: 0, left: 0, bottom: innerHeight, right: innerWidth });

export const isEmpty = ({ top, left, bottom, right }: Box): boolean => bottom - top <= 0 || right - left <= 0;

/** @returns the part that both have in common; it may be empty */
export const intersection = (a: Box, b: Box): Box => ({
  top: Math.max(a.top, b.top),
  left: Math.max(a.left, b.left),
  bottom: Math.min(a.bottom, b.bottom),
  right: Math.min(a.right, b.right),
});

export const meet = (a: Box, b: Box): boolean => !isEmpty(intersection(a, b));

/** @returns the box of what is rendered for the element, also if it has none itself or its content overflows it entirely */
export function boxOf(element: Element): Box {
  const own = element.getBoundingClientRect();
  if (own.width > 0 && own.height > 0) return own;
  for (const child of element.children) {
    const box = child.getBoundingClientRect();
    if (box.width > 0 && box.height > 0) return box;
  }
  // It is a point at the caret of an editor that draws its text around it.
  if (element.parentElement && hasEditContext(element)) return boxOf(element.parentElement);
  return own;
}
