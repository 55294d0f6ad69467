import { failure, type ToolFailure } from '../../../tool-contract/tool-results';
import { describeControl } from '../../describe-control';
import { roleOf } from '../../roles/role-of';
import type { Acting, Performed } from '../acting';
import { pressKey } from '../keys/press-key';
import { pause } from '../pause';
import type { Point } from '../pointer/hit-test';
import { elementAt, moveMouse, pressMouse, releaseMouse } from '../pointer/mouse';
import { numberIn } from './field-value';

/** Sliders and counters that a page builds itself: they are moved as a user moves them, by keys or with the mouse. */

const MAX_PRESSES = 200;

/** All keys together take no longer. */
const MAX_MS = 2500;

/** A page draws the new value within this time. */
const DRAWN_MS = 30;

/** The mouse comes nearer each time. */
const MAX_DRAGS = 4;

interface Range {
  min: number;
  max: number;
}

const attribute = (control: Element, name: string) => {
  const value = control.getAttribute(name);
  return value === null || value === '' || Number.isNaN(Number(value)) ? null : Number(value);
};

const valueOf = (control: Element) => attribute(control, 'aria-valuenow');

/** Without limits of its own a slider goes from 0 to 100; a counter has none. */
function rangeOf(control: Element): Range {
  const isSlider = roleOf(control) !== 'spinbutton';
  return {
    min: attribute(control, 'aria-valuemin') ?? (isSlider ? 0 : -Infinity),
    max: attribute(control, 'aria-valuemax') ?? (isSlider ? 100 : Infinity),
  };
}

export function wantedIn(text: string, { min, max }: Range): number | null {
  const found = numberIn(text);
  if (!found) return null;
  const isPart = found.isPart && Number.isFinite(min) && Number.isFinite(max);
  return isPart ? min + ((max - min) * found.number) / 100 : found.number;
}

async function pressed(control: Element, key: string): Promise<number | null> {
  pressKey(control, key);
  await pause(0);
  return valueOf(control);
}

/** What raises and lowers a value: some listen to one pair only. */
const KEYS = [
  ['ArrowUp', 'ArrowDown'],
  ['ArrowRight', 'ArrowLeft'],
] as const;

/** @returns the pair of keys that moves it, once it has been moved by one of them; null if none does */
async function keysOf(control: Element, raise: boolean): Promise<readonly [string, string] | null> {
  const before = valueOf(control);
  for (const keys of KEYS) {
    if ((await pressed(control, raise ? keys[0] : keys[1])) !== before) return keys;
    await pause(DRAWN_MS);
    if (valueOf(control) !== before) return keys;
  }
  return null;
}

/** @returns whether keys move it at all */
async function byKeys(control: Element, wanted: number, deadlineMs: number): Promise<boolean> {
  const before = valueOf(control) ?? wanted;
  const keys = await keysOf(control, before < wanted);
  if (!keys) return false;
  let now = valueOf(control);
  for (let i = 0; now !== null && now !== wanted && i < MAX_PRESSES && performance.now() < deadlineMs; i++) {
    const next: number | null = await pressed(control, now < wanted ? keys[0] : keys[1]);
    if (next === now) return true;
    // A coarse step would go back and forth over the value.
    if (next !== null && Math.abs(next - wanted) >= Math.abs(now - wanted)) {
      await pressed(control, next < wanted ? keys[0] : keys[1]);
      return true;
    }
    now = next;
  }
  return true;
}

const middleOf = (element: Element): Point => {
  const { left, top, width, height } = element.getBoundingClientRect();
  return { x: left + width / 2, y: top + height / 2 };
};

/** The thumb's track is what it is in, if that is long; else the slider itself. */
function trackOf(control: Element, isVertical: boolean): DOMRect {
  const long = ({ width, height }: DOMRect) => (isVertical ? height : width);
  const own = control.getBoundingClientRect();
  const outer = control.parentElement?.getBoundingClientRect() ?? own;
  return long(own) > 60 ? own : outer;
}

async function byMouse(control: Element, wanted: number, range: Range): Promise<boolean> {
  const isVertical = control.getAttribute('aria-orientation') === 'vertical';
  const part = (wanted - range.min) / (range.max - range.min);
  const track = trackOf(control, isVertical);
  const start = valueOf(control);
  let to = isVertical
    ? { x: middleOf(control).x, y: track.bottom - track.height * part }
    : { x: track.left + track.width * part, y: middleOf(control).y };
  for (let i = 0; i < MAX_DRAGS; i++) {
    const from = middleOf(control);
    moveMouse(control, from);
    pressMouse(elementAt(from), from);
    for (const step of [0.5, 1]) {
      const point = { x: from.x + (to.x - from.x) * step, y: from.y + (to.y - from.y) * step };
      moveMouse(elementAt(point), point, 1);
      await pause(DRAWN_MS / 2);
    }
    releaseMouse(elementAt(to), to);
    await pause(DRAWN_MS);
    const now = valueOf(control);
    if (now === null || now === wanted) return true;
    const miss = (wanted - now) / (range.max - range.min);
    to = isVertical ? { ...to, y: to.y - track.height * miss } : { ...to, x: to.x + track.width * miss };
  }
  return valueOf(control) !== start;
}

export async function setAriaValue(
  control: Element,
  text: string,
  { refs }: Acting,
): Promise<Performed | ToolFailure> {
  const what = describeControl(control);
  const range = rangeOf(control);
  const wanted = wantedIn(text, range);
  const before = valueOf(control);
  if (wanted === null) return failure(`${what} takes a number.`);
  if (before === null) return failure(`${what} does not tell its value, so it cannot be set to one.`);
  if (wanted < range.min || wanted > range.max)
    return failure(`${what} goes from ${range.min} to ${range.max}.`);
  if (before === wanted) return { did: `nothing: ${what} is ${wanted} already` };
  const isBounded = Number.isFinite(range.min) && Number.isFinite(range.max);
  const moves = await byKeys(control, wanted, performance.now() + MAX_MS);
  if (valueOf(control) !== wanted && isBounded && !moves) await byMouse(control, wanted, range);
  const now = valueOf(control);
  if (now === before) return failure(`${what} did not move.`);
  const missed = now === wanted ? '' : `, the nearest that it can be set to ${wanted}`;
  return {
    did: `${what} = ${control.getAttribute('aria-valuetext') ?? now}${missed}`,
    undo: { kind: 'value', ref: refs.numberOf(control), value: String(before) },
  };
}
