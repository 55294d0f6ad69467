import { spellNumber } from '../../language/en/number-words.js';
import { pick } from '../engine/random.js';
import type { Slot } from '../engine/slot.js';

/** Normalized names of denominators, singular and plural. */
const PARTS: Readonly<Record<string, number>> = {
  half: 2,
  halves: 2,
  '3rd': 3,
  thirds: 3,
  quarter: 4,
  quarters: 4,
  '4th': 4,
  fourths: 4,
  '5th': 5,
  fifths: 5,
  '6th': 6,
  sixths: 6,
  '8th': 8,
  eighths: 8,
  '10th': 10,
  tenths: 10,
};

/** `1 half`, `2 thirds`, `3 quarters`. */
export const fractionSlot: Slot = {
  pattern: String.raw`\d+ (?:${Object.keys(PARTS).join('|')})`,
  sample: (random) => pick(random, ['one half', 'one third', 'one quarter', 'two thirds', 'three quarters']),
};

/** `[2, 3]` for `2 thirds`. */
export function fractionParts(text: string): readonly [over: number, under: number] {
  const [over = '', under = ''] = text.split(' ');
  return [Number(over), PARTS[under] ?? 1];
}

const ORDINALS: Readonly<Record<string, string>> = {
  ...{ '3rd': 'third', '4th': 'fourth', '5th': 'fifth', '6th': 'sixth', '8th': 'eighth', '10th': 'tenth' },
};

/** The words of a normalized fraction: `two thirds`, `one third`. */
export function sayFraction(text: string): string {
  const [over = '', under = ''] = text.split(' ');
  return `${spellNumber(Number(over))} ${ORDINALS[under] ?? under}`;
}
