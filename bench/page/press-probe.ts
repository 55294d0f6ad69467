/** Runs in the page, in the script's world: presses controls, and sees where the events arrive. */
import { snapshotText } from '../../e2e/harness/pages/snapshot-text';
import { click } from '../../extension/lib/page/act/pointer/click';
import { controlOf } from '../../extension/lib/page/controls/control-kind';
import { describeControl } from '../../extension/lib/page/describe-control';
import { flatContains } from '../../extension/lib/page/dom/flat-tree';
import { NumberBoard } from '../../extension/lib/page/hints/number-board';
import { RefRegistry } from '../../extension/lib/page/refs';
import { takeSnapshot } from '../../extension/lib/page/snapshot/take-snapshot';

export interface Pressed {
  control: string;
  /** `right`, `wrong`, or why it was refused. */
  outcome: string;
}

const EVENTS = [
  'pointerdown',
  'mousedown',
  'pointerup',
  'mouseup',
  'click',
  'dblclick',
  'mouseover',
  'pointerover',
];

interface PressState {
  refs: RefRegistry;
  numbers: NumberBoard;
  /** Where the last click arrived. */
  arrived: { path: EventTarget[]; atMs: number } | null;
}

declare global {
  /** The script is injected for each call: this outlives it. */
  var __pressState: PressState | undefined;
}

function begin(): PressState {
  const refs = new RefRegistry();
  const state: PressState = { refs, numbers: new NumberBoard(refs), arrived: null };
  // The page stays as it is: its own listeners do not hear of the presses.
  for (const type of EVENTS) {
    const listener = (event: Event) => {
      if (type === 'click') state.arrived = { path: event.composedPath(), atMs: performance.now() };
      event.stopImmediatePropagation();
      event.preventDefault();
    };
    addEventListener(type, listener, true);
  }
  return state;
}

const state = (globalThis.__pressState ??= begin());
const { refs, numbers } = state;

/** @returns the lines as a snapshot's text */
export function controlLines(scope: 'viewport' | 'page'): string {
  const { lines } = takeSnapshot({ scope, epoch: 'bench', firstRef: 1 }, refs);
  return snapshotText(lines);
}

async function press(element: Element): Promise<Pressed> {
  const control = describeControl(element);
  const isNamed = (target: EventTarget | undefined) =>
    target instanceof Element && (flatContains(element, target) || flatContains(controlOf(element), target));
  state.arrived = null;
  const acting = { refs, withRef: describeControl };
  const answer = await click(element, false, acting);
  const at = state.arrived as PressState['arrived'];
  if (!at) return { control, outcome: 'error' in answer ? answer.error : 'no event' };
  // A press on a label goes on to its control.
  const label = at.path.find((target) => target instanceof HTMLLabelElement);
  const isRight =
    isNamed(at.path[0]) || (label instanceof HTMLLabelElement && label.control === controlOf(element));
  return { control, outcome: isRight ? 'right' : 'wrong' };
}

export async function pressRef(ref: number): Promise<Pressed> {
  const element = refs.elementOf(ref);
  return element ? press(element) : { control: '', outcome: 'gone' };
}

/** Begins to watch for the next click. */
export function expectClick(): void {
  state.arrived = null;
}

/** @returns when the click arrived, in epoch milliseconds; null if none did */
export const clickedAt = (): number | null =>
  state.arrived === null ? null : performance.timeOrigin + state.arrived.atMs;

/** Shows numbers, and presses what each leads to. */
export async function pressNumbers(): Promise<{ pressed: Pressed[]; more: number }> {
  const pressed: Pressed[] = [];
  const shown = numbers.show(1, 99, null);
  const { more } = numbers;
  // A press may scroll, and then the numbers move on.
  numbers.hide();
  for (const { element } of shown) pressed.push(await press(element));
  return { pressed, more };
}
