import { NUMBER_HOMOPHONES } from '../../language/en/browser/number-homophones.js';
import { spellNumber } from '../../language/en/number-words.js';
import { pick, pickInteger, type Random } from '../engine/random.js';
import type { Slot } from '../engine/slot.js';

const DIGITS = String.raw`\d+(?:\.\d+)?`;

/** Any number: `23`, `minus 3.5`. */
export const numberSlot: Slot = {
  pattern: `(?:(?:minus|negative) )?${DIGITS}`,
  sample: sampleNumber,
};

/** A whole number below a hundred or so, as in `roll six dice`. */
export const countSlot: Slot = {
  pattern: String.raw`\d+`,
  sample: (random) => spellNumber(pickInteger(random, 2, 12)),
};

/** Any number, mostly of two digits: before "and", "one hundred and five" could be one number or two. */
export const smallNumberSlot: Slot = {
  pattern: numberSlot.pattern,
  sample: (random) => spellNumber(pickInteger(random, 2, 99)),
};

/** A normalized ordinal: `1st`. `second` without an article stays a word. */
export const positionSlot: Slot = {
  pattern: '(?:1st|2nd|second|3rd|[4-9]th|last)',
  sample: (random) => pick(random, ['first', 'first', 'second', 'third', 'last']),
};

/** A number that stands alone, also as a recogniser mishears it: `14`, `for`, `20 to`. */
export const numberWordsSlot: Slot = {
  pattern: String.raw`(?:\d0 )?(?:\d{1,3}|${[...NUMBER_HOMOPHONES.keys()].join('|')})`,
  sample: countSlot.sample,
};

/** Places on a screen. */
export const topWordsSlot: Slot = {
  pattern: '(?:top|bottom|upper|lower)',
  sample: (random) => pick(random, ['top', 'bottom']),
};

/** The item at such a position. */
export function atPosition<T>(items: readonly T[], position: string): T | undefined {
  if (position === 'last') return items.at(-1);
  return items[(position === 'second' ? 2 : Number.parseInt(position)) - 1];
}

/** Two or more numbers: `4 8 and 12`. */
export const numbersSlot: Slot = {
  pattern: `${numberSlot.pattern}(?:(?: and)? ${numberSlot.pattern}){1,9}`,
  sample: (random) => [0, 1, 2].map(() => spellNumber(pickInteger(random, 2, 99))).join(' and '),
};

/** A number, or an article that means one: `a mile`. */
export const amountSlot: Slot = {
  pattern: `(?:${numberSlot.pattern}|an?)`,
  sample: (random) => (random() < 0.06 ? 'a' : sampleNumber(random)),
};

/** A temperature, mostly in whole degrees between freezing and boiling. */
export const degreesSlot: Slot = {
  pattern: numberSlot.pattern,
  sample: (random) =>
    random() < 0.06
      ? `minus ${spellNumber(pickInteger(random, 1, 40))}`
      : spellNumber(pickInteger(random, 1, random() < 0.8 ? 100 : 450)),
};

/** The value of any of the slots above. */
export function numberValue(text: string): number {
  if (/^an?$/.test(text)) return 1;
  const magnitude = Number(text.replace(/^(?:minus|negative) /, ''));
  return /^(?:minus|negative) /.test(text) ? -magnitude : magnitude;
}

/** Most numbers in questions are small, but large, fractional and negative ones must stay known. */
function sampleNumber(random: Random): string {
  const chance = random();
  if (chance < 0.74) return spellNumber(pickInteger(random, 1, 99));
  if (chance < 0.8) return spellNumber(pickInteger(random, 1, 9) * 100);
  if (chance < 0.86) return spellNumber(pickInteger(random, 101, 999));
  if (chance < 0.89)
    return pick(random, ['a hundred', 'a thousand', 'a million', 'one thousand', 'one million']);
  if (chance < 0.92) return spellNumber(pickInteger(random, 1, 99) * 1000 + pickInteger(random, 0, 9) * 100);
  if (chance < 0.98) return spellNumber(pickInteger(random, 1, 99) + pickInteger(random, 1, 9) / 10);
  return `${pick(random, ['minus', 'negative'])} ${spellNumber(pickInteger(random, 1, 99))}`;
}
