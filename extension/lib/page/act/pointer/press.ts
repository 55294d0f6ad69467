import { failure, type ToolFailure } from '../../../tool-contract/tool-results';
import { describeControl } from '../../describe-control';
import { flatContains, flatParent } from '../../dom/flat-tree';
import { isRendered } from '../../dom/rendered';
import type { Acting } from '../acting';
import { pause } from '../pause';
import { coveredFailure } from './cover';
import { moveHoverStyle } from './hover-style';
import { hitTest, type Hit, type Point } from './hit-test';
import { elementAt, moveMouse, pressMouse, releaseMouse, sendClick, sendDoubleClick } from './mouse';

/** What fades in or out is tried again: four times, 200 ms apart. */
const RETRIES = 4;
const RETRY_MS = 200;

export type Reached = Extract<Hit, { target: Element }>;

/** @returns where the control can be pressed, or why it cannot */
export async function reach(control: Element, acting: Acting): Promise<Reached | ToolFailure> {
  const what = describeControl(control);
  for (let attempt = 0; ; attempt++) {
    if (!control.isConnected)
      return failure(`${what} is gone: the page has changed. Look at the page again.`);
    const hit = hitTest(control);
    if ('target' in hit) return hit;
    if (attempt === RETRIES) {
      return isRendered(control)
        ? coveredFailure(control, hit.cover, acting)
        : failure(`${what} is hidden now.`);
    }
    await pause(RETRY_MS);
  }
}

/** Where the button is let go: the page may have drawn the control anew when it was pressed. */
function targetAfterPress(target: Element, what: string, point: Point): Element | null {
  if (target.isConnected) return target;
  for (let node: Element | null = elementAt(point); node; node = flatParent(node)) {
    if (describeControl(node) === what) return node;
  }
  return null;
}

/** @returns whether the page left the browser's own reaction in place; a control that a press removed counts so */
function pressOnce(control: Element, { target, point }: Reached, detail: number): boolean {
  const what = describeControl(control);
  pressMouse(target, point, detail);
  const end = targetAfterPress(target, what, point);
  if (!end) return true;
  releaseMouse(end, point, detail);
  const clicked = targetAfterPress(end, what, point);
  return clicked ? sendClick(clicked, point, detail) : true;
}

/**
 * Presses a control as a mouse does: pages listen to any of its events.
 * @returns whether the page left the browser's own reaction in place
 */
export function press(control: Element, reached: Reached, double = false): boolean {
  moveMouse(reached.target, reached.point);
  moveHoverStyle(reached.target);
  let isDefault = pressOnce(control, reached, 1);
  if (double) {
    const again = reached.target.isConnected ? reached : { ...reached, target: elementAt(reached.point) };
    if (flatContains(control, again.target) || again.target === reached.target) {
      isDefault = pressOnce(control, again, 2);
      sendDoubleClick(again.target, reached.point);
    }
  }
  return isDefault;
}
