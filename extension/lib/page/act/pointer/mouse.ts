import { deepElementFromPoint, flatContains, flatParent } from '../../dom/flat-tree';
import type { Point } from './hit-test';

/** The mouse as the page knows it from our events. Pages see them as untrusted, and nearly all do not ask. */

const MOUSE = { pointerId: 1, pointerType: 'mouse', isPrimary: true, width: 1, height: 1 };

const LEFT_BUTTON = 1;

/** What the mouse is over. */
let over: WeakRef<Element> | null = null;

const at = ({ x, y }: Point): MouseEventInit => ({
  bubbles: true,
  cancelable: true,
  composed: true,
  view: window,
  clientX: x,
  clientY: y,
  screenX: screenX + x,
  screenY: screenY + y,
});

/** @returns whether the page left the browser's own reaction in place */
function send(target: Element, type: string, init: MouseEventInit): boolean {
  const isPointer = type.startsWith('pointer') || type === 'click';
  return target.dispatchEvent(
    isPointer ? new PointerEvent(type, { ...MOUSE, ...init }) : new MouseEvent(type, init),
  );
}

/** The element and what it is rendered in, the innermost first. */
function chainOf(element: Element | null): Element[] {
  const chain: Element[] = [];
  for (let node = element; node; node = flatParent(node)) chain.push(node);
  return chain;
}

/** Moves the mouse there: what it leaves and what it enters hears of it. */
export function moveMouse(target: Element, point: Point, buttons = 0): void {
  const last = over?.deref();
  const from = last?.isConnected ? last : null;
  const init = { ...at(point), buttons };
  if (from !== target) {
    const left = chainOf(from).filter((element) => !flatContains(element, target));
    const entered = chainOf(target).filter((element) => !from || !flatContains(element, from));
    for (const kind of ['pointer', 'mouse']) {
      if (from) send(from, `${kind}out`, { ...init, relatedTarget: target });
      for (const element of left)
        send(element, `${kind}leave`, { ...init, bubbles: false, relatedTarget: target });
      send(target, `${kind}over`, { ...init, relatedTarget: from });
      for (const element of entered.reverse())
        send(element, `${kind}enter`, { ...init, bubbles: false, relatedTarget: from });
      entered.reverse();
    }
    over = new WeakRef(target);
  }
  send(target, 'pointermove', init);
  send(target, 'mousemove', init);
}

const canFocus = (element: Element) =>
  element instanceof HTMLElement &&
  !element.matches(':disabled') &&
  (element.tabIndex >= 0 || element.hasAttribute('tabindex') || element.isContentEditable);

/** A press moves the focus to what can have it, or takes it away: menus that close then rely on it. */
function focusAt(target: Element): void {
  const focusable = chainOf(target).find(canFocus);
  if (focusable) (focusable as HTMLElement).focus({ preventScroll: true });
  else (document.activeElement as HTMLElement | null)?.blur();
}

/** Presses the button. @returns whether the page left the browser's own reaction in place */
export function pressMouse(target: Element, point: Point, detail = 1): boolean {
  const init = { ...at(point), button: 0, buttons: LEFT_BUTTON, detail };
  send(target, 'pointerdown', { ...init, detail: 0 });
  const isDefault = send(target, 'mousedown', init);
  if (isDefault && target.isConnected) focusAt(target);
  return isDefault;
}

export function releaseMouse(target: Element, point: Point, detail = 1): void {
  const init = { ...at(point), button: 0, buttons: 0, detail };
  send(target, 'pointerup', { ...init, detail: 0 });
  send(target, 'mouseup', init);
}

/** @returns whether the page left the browser's own reaction in place */
export const sendClick = (target: Element, point: Point, detail: number): boolean =>
  send(target, 'click', { ...at(point), button: 0, detail });

export const sendDoubleClick = (target: Element, point: Point): boolean =>
  send(target, 'dblclick', { ...at(point), button: 0, detail: 2 });

/** @returns what is at the point, or what the mouse would be over outside of the viewport */
export const elementAt = ({ x, y }: Point): Element => deepElementFromPoint(x, y) ?? document.documentElement;
