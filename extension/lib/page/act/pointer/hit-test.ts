import { CONTROLS_INSIDE, MARKS } from '../../controls/control-kind';
import { deepElementFromPoint, flatContains, flatParent } from '../../dom/flat-tree';
import { isDecorative } from './decorative';

export interface Point {
  x: number;
  y: number;
}

/** Where events for a control go, or what lies over it: null if nothing of it can be brought into view. */
export type Hit = { point: Point; target: Element } | { cover: Element | null };

/** Where to try in a box, in parts of its width and height: the middle first, the edges last. */
const TRIED = [
  [0.5, 0.5],
  [0.5, 0.2],
  [0.2, 0.5],
  [0.8, 0.5],
  [0.5, 0.8],
  [0.02, 0.5],
  [0.98, 0.5],
] as const;

/** A link over several lines has a box for each. */
const MAX_BOXES = 8;
const MAX_INNER = 50;

const isLabelFor = (element: Element, control: Element) =>
  element instanceof HTMLLabelElement && element.control === control;

/** A person presses the label of a check box that the page draws itself. */
function belongsTo(top: Element, control: Element): boolean {
  if (flatContains(control, top)) return true;
  if (control instanceof HTMLLabelElement && control.control && flatContains(control.control, top))
    return true;
  for (let node: Element | null = top; node; node = flatParent(node)) {
    if (isLabelFor(node, control)) return true;
  }
  return false;
}

/** A control that lets events through, inside one that takes them: such as an icon button in a link. */
const isPassedOnTo = (top: Element, control: Element) =>
  getComputedStyle(control).pointerEvents === 'none' &&
  flatContains(top, control) &&
  top.matches('a[href], button, label, summary, [role=button], [role=link], [role=option], [role=tab]');

function boxesOf(element: Element): DOMRect[] {
  const shown = [...element.getClientRects()].filter(({ width, height }) => width > 0 && height > 0);
  return shown.slice(0, MAX_BOXES);
}

/** Whether a press on what is in a control presses the control: a card may have buttons of its own. */
const isPartOf = (inner: Element, control: Element): boolean =>
  inner.closest(CONTROLS_INSIDE)?.contains(control) ?? true;

/**
 * The boxes of a control, those of its labels, and those of what is in it: the boxes of a link are its lines of text, and a
 * picture in it that is higher than the window has its own.
 */
function* boxesFor(control: Element): Generator<DOMRect> {
  const own = boxesOf(control);
  yield* own;
  if (control instanceof HTMLInputElement) for (const label of control.labels ?? []) yield* boxesOf(label);
  const inner = [...control.querySelectorAll('*')].slice(0, MAX_INNER);
  const parts = own.length > 0 ? inner.filter((element) => isPartOf(element, control)) : inner;
  yield* parts.flatMap(boxesOf).slice(0, MAX_BOXES);
}

const isShown = ({ x, y }: Point) => x >= 0 && y >= 0 && x < innerWidth && y < innerHeight;

/** The box that marks a row does not open it. */
function isOverMark(found: Element, control: Element): boolean {
  for (let node: Element | null = found; node && node !== control; node = flatParent(node))
    if (node.matches(MARKS)) return flatContains(control, node);
  return false;
}

/** Looks where a control can be pressed without scrolling. */
export function hitTestInView(control: Element): Hit {
  // Chrome finds an area by its image, whose shape no box tells.
  if (control instanceof HTMLAreaElement) return { point: { x: 0, y: 0 }, target: control };
  let cover: Element | null = null;
  let onMark: Hit | null = null;
  for (const { left, top, width, height } of boxesFor(control)) {
    for (const [partX, partY] of TRIED) {
      const point = { x: left + width * partX, y: top + height * partY };
      if (!isShown(point)) continue;
      const found = deepElementFromPoint(point.x, point.y);
      if (!found) continue;
      if (isOverMark(found, control)) {
        onMark ??= { point, target: found };
        continue;
      }
      if (belongsTo(found, control) || isPassedOnTo(found, control)) return { point, target: found };
      if (isDecorative(found, control)) return { point, target: control };
      cover ??= found;
    }
  }
  return onMark ?? { cover };
}

/**
 * Looks where a control can be pressed. It scrolls only if it has to, since menus close when the page scrolls.
 *
 * @param control is rendered
 */
export function hitTest(control: Element): Hit {
  const asItIs = hitTestInView(control);
  if ('target' in asItIs) return asItIs;
  control.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' });
  return hitTestInView(control);
}
