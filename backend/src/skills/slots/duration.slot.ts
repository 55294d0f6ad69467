import { spellNumber } from '../../language/en/number-words.js';
import { pick, pickInteger, type Random } from '../engine/random.js';
import type { Slot } from '../engine/slot.js';

const UNIT_MS: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000 };
const UNIT = '(?:seconds?|secs?|minutes?|mins?|hours?|hrs?|[smh])';
/** Not "a second [egg] timer", which is another one. */
const PIECE = String.raw`(?!an? second (?:\p{L}+ ){0,2}timer\b)(?:\d+(?:\.\d+)?|an?) ${UNIT}`;

/** `30` in `6 minutes 30`: a number of the next smaller unit. */
const REST = String.raw`(?<=(?:h|m)[a-z]*) \d{1,2}(?![\d.])(?! (?:seconds?|minutes?|hours?))`;

/** `5 minutes`, `1 hour and 30 minutes`, `a minute`, `6 minutes 30`. */
export const durationSlot: Slot = {
  pattern: String.raw`${PIECE}(?:(?: and)? ${PIECE}){0,2}(?:${REST})?`,
  sample: sampleDuration,
};

/** The same before a noun: `a five minute timer`. */
export const shortDurationSlot: Slot = {
  pattern: PIECE,
  sample: (random) => {
    const [amount, unit] = sampleAmount(random);
    return `${spellNumber(amount)} ${unit}`;
  },
};

/** A change of a duration: `5 minutes`, `2 more minutes`, `another minute`. */
export const changeSlot: Slot = {
  pattern: String.raw`(?:another )?(?:(?:\d+(?:\.\d+)?|an?) more ${UNIT}|${durationSlot.pattern}(?: more)?|(?<=another )${UNIT})`,
  sample: sampleDuration,
};

/** Milliseconds of a duration as the slots above find it. */
export function durationMs(text: string): number {
  let totalMs = 0;
  for (const [, amount, unit] of text.matchAll(/(\d+(?:\.\d+)?|an?) ([smh])/g)) {
    totalMs += (/^a/.test(amount!) ? 1 : Number(amount)) * UNIT_MS[unit!]!;
  }
  const [, unit, rest] = /([mh])[a-z]* (\d+)$/.exec(text) ?? [];
  if (unit) totalMs += (Number(rest) * UNIT_MS[unit]!) / 60;
  return Math.round(totalMs);
}

function sampleDuration(random: Random): string {
  const chance = random();
  if (chance < 0.06)
    return pick(random, ['half an hour', 'an hour', 'a minute', 'an hour and a half', 'half a minute']);
  const [amount, unit] = sampleAmount(random);
  const first = `${spellNumber(amount)} ${amount === 1 ? unit : `${unit}s`}`;
  if (chance > 0.88 && unit !== 'second') {
    const rest = pick(random, [5, 10, 15, 20, 30, 45]);
    return `${first} and ${spellNumber(rest)} ${unit === 'hour' ? 'minutes' : 'seconds'}`;
  }
  return first;
}

function sampleAmount(random: Random): [amount: number, unit: string] {
  const unit = pick(random, ['minute', 'minute', 'minute', 'second', 'second', 'hour']);
  if (unit === 'hour') return [pickInteger(random, 1, 24), unit];
  return random() < 0.4
    ? [pick(random, [1, 2, 3, 5, 5, 10, 10, 15, 20, 25, 30, 45]), unit]
    : [pickInteger(random, 1, 99), unit];
}
