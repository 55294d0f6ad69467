/** Dates with a month and a day: `december 25th`, `the 3rd of may 2027`, `12/25`, `2026-12-25`. */
import { Temporal } from 'temporal-polyfill';
import { MONTH_NAME } from '../../language/en/calendar.js';
import { isBefore, type Direction } from './user-time.js';

/** Years are spoken in two halves: `20 27`. */
const SAID_YEAR = /\b(1[6-9]|20) (\d\d)$/;
const WITH_MONTH = new RegExp(String.raw`\b${MONTH_NAME}\b.*\d|\d.*\b${MONTH_NAME}\b|\d[/-]\d`);
/** Words around a date that change nothing. */
const FILLERS = /\b(?:on|the|of|in)\b/g;

/** A leap year in which every day of a calendar exists. The phrase never depends on it: a missing year is found here. */
const ANY_LEAP_YEAR = 2028;
const LEAP_CYCLE = 8;

/** @returns undefined if the phrase is not a date, or there is no such day */
export async function calendarDate(
  phrase: string,
  today: Temporal.PlainDate,
  direction: Direction,
): Promise<Temporal.PlainDate | undefined> {
  const text = phrase
    .replace(SAID_YEAR, '$1$2')
    .replace(/^the (?=\d)/, '')
    // "may the 3rd"
    .replace(/(\p{L}) the (?=\d)/u, '$1 ')
    // "25.12.2026", as it is written where the day comes first
    .replace(/^(\d{1,2})\.(\d{1,2})\.(\d{4})$/, '$3-$2-$1');
  if (!WITH_MONTH.test(text)) return undefined;
  const { casual } = await import('chrono-node/en');
  const [found] = casual.parse(text, new Date(ANY_LEAP_YEAR, 0, 1, 12));
  // A date within other words is not the whole phrase.
  if (!found || text.replace(found.text.toLowerCase(), '').replaceAll(FILLERS, '').trim() !== '')
    return undefined;
  const { start, end } = found;
  // "december 32" would be December of 2032.
  if (end || !start.isCertain('day') || !start.isCertain('month') || start.isCertain('hour'))
    return undefined;
  const [year, month, day] = (['year', 'month', 'day'] as const).map((part) => start.get(part)!) as [
    number,
    number,
    number,
  ];
  return start.isCertain('year') ? existing(year, month, day) : nearest(month, day, today, direction);
}

/** That day of this year, or of the nearest year in that direction that has it. Today is both. */
function nearest(
  month: number,
  day: number,
  today: Temporal.PlainDate,
  direction: Direction,
): Temporal.PlainDate | undefined {
  for (let years = 0; years <= LEAP_CYCLE; years++) {
    const date = existing(today.year + (direction === 'next' ? years : -years), month, day);
    if (date && !(direction === 'next' ? isBefore(date, today) : isBefore(today, date))) return date;
  }
  return undefined;
}

function existing(year: number, month: number, day: number): Temporal.PlainDate | undefined {
  try {
    return Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' });
  } catch {
    return undefined;
  }
}
