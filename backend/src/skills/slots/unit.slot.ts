import { TEMPERATURES, UNITS, unitNames } from '../../language/en/units.js';
import { pick } from '../engine/random.js';
import type { Slot } from '../engine/slot.js';

const HEARD = UNITS.filter((unit) => unit.frequency !== 'typed');
const COMMON = HEARD.filter((unit) => unit.frequency === 'common' && unit.dimension !== 'time');

/** A unit of measure in singular, plural or written form: `km`. */
export const unitSlot: Slot = {
  pattern: `(?:${unitNames(UNITS).join('|')})`,
  sample: (random) => (random() < 0.9 ? pick(random, COMMON) : pick(random, HEARD)).plural,
};

/** A single unit: `a mile`, `an ounce`. */
export const singleUnitSlot: Slot = {
  pattern: `(?:an?|1) ${unitSlot.pattern}`,
  sample: (random) => {
    const { singular } = pick(random, COMMON);
    return `${pick(random, [/^[aeiou]/.test(singular) ? 'an' : 'a', 'one'])} ${singular}`;
  },
};

/** `celsius`, `fahrenheit`, or their first letter. */
export const temperatureSlot: Slot = {
  pattern: `(?:${unitNames(TEMPERATURES).join('|')})`,
  sample: (random) => (random() < 0.94 ? pick(random, TEMPERATURES.slice(0, 2)) : TEMPERATURES[2]!).singular,
};
