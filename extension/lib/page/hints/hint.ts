import { describeControl } from '../describe-control';
import { deepElementFromPoint, flatParent } from '../dom/flat-tree';
import type { Box } from '../dom/geometry';

/** A control with its number. */
export interface Hint {
  readonly number: number;
  /** Strong: a page that draws its controls anew drops them. */
  element: Element;
  /** The control as a snapshot shows it. */
  readonly control: string;
  /** Where it was last. */
  box: Box;
  readonly label: HTMLElement;
  /** Around a control that is asked about. */
  frame?: HTMLElement;
}

/** The first line of a link over several. */
export function firstBoxOf(element: Element): Box | null {
  const own = [...element.getClientRects()].find(({ width, height }) => width > 0 && height > 0);
  if (own) return own;
  for (const child of element.children) {
    const box = firstBoxOf(child);
    if (box) return box;
  }
  return null;
}

const MAX_LEVELS = 5;

/** Where a box is looked at, in parts of it. */
const LOOKED_AT = [0.5, 0.15, 0.85];

/**
 * @returns the control that the page has drawn in the place of another: of the same role and name, in the same place;
 *   null if there is none
 */
export function replacementOf(
  { control, box }: Hint,
  isTaken: (element: Element) => boolean,
): Element | null {
  for (const part of LOOKED_AT) {
    const x = box.left + (box.right - box.left) * part;
    let node = deepElementFromPoint(x, (box.top + box.bottom) / 2);
    for (let level = 0; node && level < MAX_LEVELS; level++) {
      if (!isTaken(node) && describeControl(node) === control) return node;
      node = flatParent(node);
    }
  }
  return null;
}
