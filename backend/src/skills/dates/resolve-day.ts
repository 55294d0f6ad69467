import type { Temporal } from 'temporal-polyfill';
import { findHoliday, lastDayOf, nextDayOf } from '../../language/en/holidays.js';
import { calendarDate } from './calendar-date.js';
import { offsetDay } from './offset.js';
import { readPeriod, sayingYear } from './period.js';
import { daysBetween, type Direction } from './user-time.js';
import { weekdayDay } from './weekday.js';

export interface ResolvedDay {
  date: Temporal.PlainDate;
  /** The name of the holiday, season or period, if it is one. */
  name?: string;
  /** The name is of a time that begins on that day; a season begins on about that day. */
  begins?: 'exactly' | 'about';
  /** The last day of the period. */
  last?: Temporal.PlainDate;
}

const NAMED_DAYS: Readonly<Record<string, number>> = {
  today: 0,
  tonight: 0,
  'this morning': 0,
  'this afternoon': 0,
  'this evening': 0,
  tomorrow: 1,
  yesterday: -1,
  'last night': -1,
  'day after tomorrow': 2,
  'day before yesterday': -2,
};

const DAY_OF_MONTH =
  /^(?:the )?(\d{1,2})(?:st|nd|rd|th)(?: of (?:(this|the|next|last|the current|the next|the coming|the last) month))?$/;
const BOUNDARY =
  /^(?:the )?(?:very )?(end|last day|start|beginning|1st(?: day)?) (?:of )?(?!week)(.+)$|^(?:the )?(year|month|week|quarter|weekend) (end)$/;
const IN_YEAR = /^(.+?),? (?:(?:of|in) )?(\d{4}|(?:20|19) \d\d|(?:next|last|this) year)$/;
/** What the user does on a day does not change the day: `my birthday on may 5`. */
const EVENT =
  /^(?:my|our|his|her|their|the|an?) [\p{L} ]{2,40}? (?:(?:which|that) is on|which is|on|is on|is) (.+)$/u;

/** Years for which the Gregorian calendar and spoken dates make sense. */
const FIRST_YEAR = 1583;
const LAST_YEAR = 9999;

/**
 * The day that a normalized phrase names, seen from `today`: `tomorrow`, `next friday`, `december 25th`, `easter`,
 * `in 2 weeks`, `next month` (its first day).
 * @returns undefined if the phrase is not a day
 */
export async function resolveDay(
  phrase: string,
  today: Temporal.PlainDate,
  direction: Direction = 'next',
): Promise<ResolvedDay | undefined> {
  const found = await readDay(phrase, today, direction);
  const isSayable = found && found.date.year >= FIRST_YEAR && found.date.year <= LAST_YEAR;
  return isSayable ? found : undefined;
}

async function readDay(
  phrase: string,
  today: Temporal.PlainDate,
  direction: Direction,
): Promise<ResolvedDay | undefined> {
  const text = phrase.replace(/^(?:on|for|is|at|by) /, '').replace(/ on$/, '');
  const named = NAMED_DAYS[withoutDaytime(text).replace(/^the /, '')];
  if (named !== undefined) return { date: today.add({ days: named }) };
  const holiday = holidayDay(text, today, direction);
  if (holiday) return holiday;
  const simple = dayOfMonth(text, today, direction) ?? weekdayDay(withoutDaytime(text), today, direction);
  if (simple) return { date: simple };
  const period = readPeriod(text, today, direction);
  if (period) return { date: period.first, last: period.last, name: period.name, begins: 'exactly' };
  const offset = await offsetDay(text, today, async (from) => (await readDay(from, today, direction))?.date);
  if (offset) return { date: offset };
  const date = (await calendarDate(text, today, direction)) ?? (await inYear(text, today));
  if (date) return { date };
  const boundary = boundaryDay(text, today, direction);
  if (boundary) return boundary;
  const [, day] = EVENT.exec(text) ?? [];
  return day ? readDay(day, today, direction) : undefined;
}

/** `tomorrow morning` is on the day of `tomorrow`. */
const withoutDaytime = (text: string): string =>
  text
    .replace(/^(tomorrow|yesterday)s$/, '$1')
    .replace(/(?<!this|last) (?:morning|afternoon|evening|night)$/, '');

function holidayDay(text: string, today: Temporal.PlainDate, direction: Direction): ResolvedDay | undefined {
  const [, which, plainName = text] = /^(last|next) (.+)$/.exec(text) ?? [];
  const holiday = findHoliday(which ? plainName : text);
  if (!holiday) {
    const [, base = '', year] = IN_YEAR.exec(text) ?? [];
    const inThatYear = year ? findHoliday(base) : undefined;
    return inThatYear && describe(inThatYear, inThatYear.dayOf(sayingYear(year!, today)));
  }
  if (which === 'last') return describe(holiday, lastDayOf(holiday, today.subtract({ days: 1 })));
  if (which === 'next') return describe(holiday, nextDayOf(holiday, today.add({ days: 1 })));
  return describe(holiday, direction === 'next' ? nextDayOf(holiday, today) : lastDayOf(holiday, today));
}

function describe(
  { name, isSeason }: { name: string; isSeason?: true },
  date: Temporal.PlainDate,
): ResolvedDay {
  // The other half of the world has the opposite season.
  return isSeason ? { date, name: `${name} in the northern hemisphere`, begins: 'about' } : { date, name };
}

/** `the 25th`: today, or the nearest day in that direction with that number in its month. */
function dayOfMonth(
  text: string,
  today: Temporal.PlainDate,
  direction: Direction,
): Temporal.PlainDate | undefined {
  const [, digits, monthSaid] = DAY_OF_MONTH.exec(text) ?? [];
  if (!digits) return undefined;
  const day = Number(digits);
  const first = today.with({ day: 1 });
  const dayIn = (month: Temporal.PlainDate) =>
    day >= 1 && day <= month.daysInMonth ? month.with({ day }) : undefined;
  if (monthSaid) {
    return dayIn(first.add({ months: /next|coming/.test(monthSaid) ? 1 : /last/.test(monthSaid) ? -1 : 0 }));
  }
  const step = direction === 'next' ? 1 : -1;
  // At least one of two months in a row has a 31st.
  for (const months of [0, 1, 2]) {
    const date = dayIn(first.add({ months: step * months }));
    if (date && step * daysBetween(today, date) >= 0) return date;
  }
  return undefined;
}

/** `the end of the month`, `the first day of next year`. */
function boundaryDay(text: string, today: Temporal.PlainDate, direction: Direction): ResolvedDay | undefined {
  const [, side1, of, unit, side2] = BOUNDARY.exec(text) ?? [];
  const side = side1 ?? side2;
  const period = side && readPeriod(of ?? unit!, today, direction, true);
  if (!period) return undefined;
  const isEnd = /end|last/.test(side);
  const name = `the ${isEnd ? 'last' : 'first'} day of ${period.name}`;
  return { date: isEnd ? period.last : period.first, name };
}

/** `june 30th next year` */
async function inYear(text: string, today: Temporal.PlainDate): Promise<Temporal.PlainDate | undefined> {
  const [, base, year] = IN_YEAR.exec(text) ?? [];
  return base ? calendarDate(`${base} ${sayingYear(year!, today)}`, today, 'next') : undefined;
}
