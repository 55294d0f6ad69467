import { MONTHS, WEEKDAYS } from '../../language/en/calendar.js';
import { HOLIDAYS_SAID } from '../../language/en/vocabulary.js';
import { spellNumber, spellOrdinal } from '../../language/en/number-words.js';
import { pick, pickInteger, type Random } from '../engine/random.js';
import type { Slot } from '../engine/slot.js';

const ANY = String.raw`[\p{L}\d][\p{L}\d /.-]{1,60}`;

/** A day in any form: `tomorrow`, `next friday`, `december 25th`, `christmas`, `in 2 weeks`. */
export const daySlot: Slot = { pattern: ANY, sample: sampleDay };

/** The day in `tomorrow's date`. */
export const namedDaySlot: Slot = {
  pattern: '(?:(?:tomorrow|yesterday)s?|the day after tomorrow|the day before yesterday)',
  sample: (random) => pick(random, ['tomorrow', 'yesterday']),
};

/** A calendar date as a reply: `may the third`. */
export const dateSlot: Slot = { pattern: ANY, sample: sampleDate };

/** A day to count to: `how many days until friday`. */
export const comingDaySlot: Slot = {
  pattern: ANY,
  sample: (random) => {
    const chance = random();
    if (chance < 0.55) return pick(random, HOLIDAYS_SAID);
    return chance < 0.75 ? pick(random, WEEKDAYS) : sampleDate(random);
  },
};

export const holidaySlot: Slot = { pattern: ANY, sample: (random) => pick(random, HOLIDAYS_SAID) };

export const monthSlot: Slot = {
  pattern: `(?:${MONTHS.join('|')})`,
  sample: (random) => pick(random, MONTHS),
};

/** A day by its distance from another one. */
export const exactDaySlot: Slot = {
  pattern:
    String.raw`(?:(?:the )?day (?:before|after) [\p{L}\d ]{3,40}|` +
    String.raw`(?:an?|\d{1,5}|half a|a couple of) (?:(?:business |working |work )?day|week|fortnight|month|year)s?(?: and a half)? (?:from|ago|before|after)\b[\p{L}\d ]{0,40}|` +
    String.raw`(?:the )?(?:1st|last|[2-5](?:nd|rd|th)) (?:day|${WEEKDAYS.join('|')}) (?:of|in) [\p{L}\d ]{3,30}|` +
    String.raw`(?:last|next|this|this coming) (?:${WEEKDAYS.join('|')}))`,
  sample: () => 'the day after tomorrow',
};

/** Which kind of day a day is: a weekday by name, or part of the weekend. */
export const dayKindSlot: Slot = {
  pattern: `(?:${WEEKDAYS.join('|')}|weekday|weekend|work ?day)`,
  sample: (random) => pick(random, WEEKDAYS),
};

/** Kinds of day to count. */
export const dayKindsSlot: Slot = {
  pattern: `(?:(?:${WEEKDAYS.join('|')})s|weekdays|weekends|(?:work|working|business|week) ?days)`,
  sample: (random) => `${pick(random, WEEKDAYS)}s`,
};

/** A month, year or quarter. */
export const periodSlot: Slot = {
  pattern: String.raw`(?:(?:this|the|next|last|the current) (?:week|weekend|month|quarter|year)|(?:the year )?(?:\d{4}|20 \d\d)|(?:${MONTHS.join('|')})(?: (?:of |in )?(?:\d{4}|20 \d\d|(?:this|next|last) year))?)`,
  sample: (random) => pick(random, ['this month', 'next month', 'this year', 'next year']),
};

function sampleDay(random: Random): string {
  const chance = random();
  if (chance < 0.34)
    return pick(random, ['tomorrow', 'tomorrow', 'tomorrow', 'yesterday', 'the day after tomorrow']);
  if (chance < 0.6) return `${pick(random, ['', '', 'next ', 'on ', 'this '])}${pick(random, WEEKDAYS)}`;
  if (chance < 0.75) {
    return `in ${spellNumber(pickInteger(random, 2, 30))} ${pick(random, ['days', 'weeks', 'months'])}`;
  }
  return chance < 0.85 ? pick(random, HOLIDAYS_SAID) : sampleDate(random);
}

function sampleDate(random: Random): string {
  const month = pick(random, MONTHS);
  const day = spellOrdinal(pickInteger(random, 1, 28));
  return pick(random, [
    `${month} ${day}`,
    `${month} ${day}`,
    `${month} the ${day}`,
    `the ${day} of ${month}`,
  ]);
}
