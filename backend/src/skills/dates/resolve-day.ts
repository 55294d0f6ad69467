import type { Component } from 'chrono-node/en';
import { findHoliday, lastDayOf, nextDayOf } from '../../language/en/holidays.js';

export interface ResolvedDay {
  /** Local midnight of the day. */
  date: Date;
  /** The name of the holiday, if it is one. */
  name?: string;
}

/** Years are spoken in two halves: `20 27`. */
const SAID_YEAR = /\b(20|19) (\d\d)$/;

const DAY_OF_MONTH = /^(?:on )?(?:the )?(\d{1,2})(?:st|nd|rd|th)$/;

/** Which of the days with the same name is meant: the next or the last one. Today is both. */
export type Direction = 'next' | 'last';

/**
 * The day that a normalized phrase names, seen from `now`: `tomorrow`, `next friday`, `december 25th`, `easter`,
 * `in 2 weeks`.
 * @returns undefined if the phrase is not a day
 */
export async function resolveDay(
  phrase: string,
  now: Date,
  direction: Direction = 'next',
): Promise<ResolvedDay | undefined> {
  const holiday = findHoliday(phrase.replace(/^(?:on|for|is|at) | this year$/g, ''));
  if (holiday) {
    const date = direction === 'next' ? nextDayOf(holiday, now) : lastDayOf(holiday, now);
    return { date, name: holiday.name };
  }
  if (/^(?:(?:the )?day )?after tomorrow$/.test(phrase)) return { date: midnight(now, 2) };
  if (/^(?:(?:the )?day )?before yesterday$/.test(phrase)) return { date: midnight(now, -2) };

  const dayOfMonth = DAY_OF_MONTH.exec(phrase)?.[1];
  if (dayOfMonth) return nearestDayOfMonth(Number(dayOfMonth), now, direction);

  const chrono = await import('chrono-node/en');
  const text = phrase
    .replace(SAID_YEAR, '$1$2')
    .replace(/^(tomorrow|yesterday)s$/, '$1')
    .replace(/^the (?=\d)/, '')
    // "may the 3rd"
    .replace(/(\p{L}) the (?=\d)/u, '$1 ');
  const [found] = chrono.casual.parse(text, now, { forwardDate: direction === 'next' });
  // A date within other words is not the whole phrase.
  if (
    !found ||
    text
      .replace(found.text.toLowerCase(), '')
      .replaceAll(/\b(?:on|the|of|in|from)\b/g, '')
      .trim() !== ''
  ) {
    return undefined;
  }
  // "december 32" would be December of 2032.
  if (/\p{L} \d\d$/u.test(text) && !found.start.isCertain('day')) return undefined;
  const date = midnight(found.start.date());
  if (direction === 'next') return { date };
  return { date: lastOf(date, now, (component) => found.start.isCertain(component)) };
}

/** Today, or the nearest day in that direction with that number in its month. */
function nearestDayOfMonth(day: number, now: Date, direction: Direction): ResolvedDay | undefined {
  const step = direction === 'next' ? 1 : -1;
  // At least one of two months in a row has a 31st.
  for (const months of [0, 1, 2]) {
    const date = new Date(now.getFullYear(), now.getMonth() + step * months, day);
    if (date.getDate() === day && step * daysBetween(now, date) >= 0) return { date };
  }
  return undefined;
}

/** Moves a day to the past: the last friday for the next one, last year's day for this year's. */
function lastOf(date: Date, now: Date, isSaid: (component: Component) => boolean): Date {
  if (date <= now || isSaid('year')) return date;
  const earlier = isSaid('day')
    ? new Date(date.getFullYear() - 1, date.getMonth(), date.getDate())
    : midnight(date, -7);
  return earlier <= now ? earlier : date;
}

/** Local midnight of a day, or of one some days later. */
export function midnight(date: Date, daysLater = 0): Date {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + daysLater);
}

/** Calendar days from one day to another, also across a daylight-saving change. */
export function daysBetween(from: Date, to: Date): number {
  const day = (date: Date) => Date.UTC(date.getFullYear(), date.getMonth(), date.getDate());
  return Math.round((day(to) - day(from)) / 86_400_000);
}
