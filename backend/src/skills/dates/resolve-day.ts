import { findHoliday, nextDayOf } from './holidays.js';

export interface ResolvedDay {
  /** Local midnight of the day. */
  date: Date;
  /** The name that the day goes by, where it is a holiday. */
  name?: string;
}

/** Years are said in two halves: `20 27`. */
const SAID_YEAR = /\b(20|19) (\d\d)$/;

const DAY_OF_MONTH = /^(?:on )?(?:the )?(\d{1,2})(?:st|nd|rd|th)$/;

/**
 * The day that a (normalized) phrase names, seen from `now`: `tomorrow`, `next friday`, `december 25th`, `easter`,
 * `in 2 weeks`. Undefined where it names none.
 */
export async function resolveDay(phrase: string, now: Date): Promise<ResolvedDay | undefined> {
  const holiday = findHoliday(phrase.replace(/^(?:on|for|is|at) | this year$/g, ''));
  if (holiday) return { date: nextDayOf(holiday, now), name: holiday.name };
  if (/^(?:(?:the )?day )?after tomorrow$/.test(phrase)) return { date: midnight(now, 2) };
  if (/^(?:(?:the )?day )?before yesterday$/.test(phrase)) return { date: midnight(now, -2) };

  const dayOfMonth = DAY_OF_MONTH.exec(phrase)?.[1];
  if (dayOfMonth) return nextDayOfMonth(Number(dayOfMonth), now);

  const chrono = await import('chrono-node/en');
  const text = phrase
    .replace(SAID_YEAR, '$1$2')
    .replace(/^(tomorrow|yesterday)s$/, '$1')
    .replace(/^the (?=\d)/, '')
    // "may the 3rd"
    .replace(/(\p{L}) the (?=\d)/u, '$1 ');
  const [found] = chrono.casual.parse(text, now, { forwardDate: true });
  // A date somewhere within other words is not what was asked for.
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
  return { date: midnight(found.start.date()) };
}

/** Today, or the next day that is the 1st, the 31st. */
function nextDayOfMonth(day: number, now: Date): ResolvedDay | undefined {
  for (let month = now.getMonth(); month <= now.getMonth() + 2; month++) {
    const date = new Date(now.getFullYear(), month, day);
    if (date.getDate() === day && date >= midnight(now)) return { date };
  }
  return undefined;
}

/** Local midnight of a day, or of one some days later. */
export function midnight(date: Date, daysLater = 0): Date {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + daysLater);
}

/** Calendar days from one day to another, whatever the clocks do in between. */
export function daysBetween(from: Date, to: Date): number {
  const day = (date: Date) => Date.UTC(date.getFullYear(), date.getMonth(), date.getDate());
  return Math.round((day(to) - day(from)) / 86_400_000);
}
