import { WEEKDAYS } from '../../language/en/calendar.js';
import { spellNumber } from '../../language/en/number-words.js';
import { pick, pickInteger, type Random } from '../engine/random.js';
import type { Slot } from '../engine/slot.js';

const HOUR = String.raw`(?:[01]?\d|2[0-3])`;
const PART_OF_DAY =
  '(?: (?:in the (?:morning|afternoon|evening)|at night|tonight|this (?:morning|afternoon|evening)))?';
const CLOCK =
  String.raw`(?:at |about |around )?(?:(?:12 )?(?:noon|midday|midnight)(?: tonight)?|(?:the )?end of the day|` +
  String.raw`(?:(?:half|(?:a )?quarter|\d{1,2}(?: minutes?)?) (?:past|after|to|before|till|of) )?` +
  String.raw`(?:noon|midnight|${HOUR}(?:[ .](?:(?:oh|o) )?\d{1,2})?(?: ?(?:am|pm|a m|p m|oclock|o clock))?)${PART_OF_DAY}|\d{4} hours)`;
const DAY = String.raw`[\p{L}\d][\p{L}\d ]{2,40}`;

/** A time of day: `5 pm`, `half past 6`, `noon`. */
export const clockSlot: Slot = { pattern: `(?:${CLOCK})`, sample: sampleClock };

/** A time of day that says its half of the day. */
export const exactClockSlot: Slot = {
  pattern: String.raw`(?:(?:12 )?(?:noon|midday|midnight)|${HOUR}(?: \d\d)? ?(?:am|pm|a m|p m))`,
  sample: sampleClock,
};

/** A time of day, also of another day: `5 pm`, `noon tomorrow`, `friday at 9`. */
export const momentSlot: Slot = {
  pattern: `(?:${CLOCK}|${CLOCK} ${DAY}|${DAY} ${CLOCK})`,
  sample: (random) =>
    random() < 0.8 ? sampleClock(random) : `${sampleClock(random)} on ${pick(random, WEEKDAYS)}`,
};

function sampleClock(random: Random): string {
  if (random() < 0.2) return pick(random, ['noon', 'midnight']);
  const hour = spellNumber(pickInteger(random, 1, 12));
  return `${hour} ${pick(random, ['pm', 'pm', 'am', 'thirty', 'o clock'])}`;
}
