import { meet, type Box } from '../dom/geometry';

export interface Size {
  width: number;
  height: number;
}

/** All in CSS pixels. */
export const LABEL_HEIGHT = 16;

export const labelWidth = (number: number): number => (number < 10 ? 16 : 23);

/** Where a label may be, in parts of the control's box: its corner first, half outside of it. */
const PLACES = [
  [0, 0],
  [0, 1],
  [1, 0],
  [1, 1],
  [0, 0.5],
  [1, 0.5],
] as const;

const within = (value: number, max: number) => Math.max(0, Math.min(value, max));

function boxAt(control: Box, [partX, partY]: readonly [number, number], label: Size, viewport: Size): Box {
  const x = control.left + (control.right - control.left) * partX - label.width / 2;
  const y = control.top + (control.bottom - control.top) * partY - label.height / 2;
  const left = Math.round(within(x, viewport.width - label.width));
  const top = Math.round(within(y, viewport.height - label.height));
  return { left, top, right: left + label.width, bottom: top + label.height };
}

/** @returns for each control where its label goes: at a corner of it, and not over another label if there is room */
export function placeLabels(controls: readonly { box: Box; width: number }[], viewport: Size): Box[] {
  const placed: Box[] = [];
  for (const { box, width } of controls) {
    const label = { width, height: LABEL_HEIGHT };
    const candidates = PLACES.map((place) => boxAt(box, place, label, viewport));
    const free = candidates.find((candidate) => !placed.some((other) => meet(candidate, other)));
    placed.push(free ?? candidates[0]!);
  }
  return placed;
}
