import type { Temporal } from 'temporal-polyfill';
import { sayMonth, sayWeekday } from './calendar.js';
import { count, list } from './say.js';

/** `Friday, December 25`, with the year if it is not the current one. */
export function sayDate(date: Temporal.PlainDate, today: Temporal.PlainDate): string {
  const year = date.year === today.year ? '' : `, ${date.year}`;
  return `${sayWeekday(date.dayOfWeek)}, ${sayMonth(date.month)} ${date.day}${year}`;
}

/** `today`, `yesterday`, `5 days ago`. */
export function ago(days: number): string {
  if (days === 0) return 'today';
  return days === 1 ? 'yesterday' : `${count(days, 'day')} ago`;
}

/** `2 weeks and 3 days`. */
export function weeks(days: number): string {
  const rest = days % 7;
  return `${count(Math.floor(days / 7), 'week')}${rest ? ` and ${count(rest, 'day')}` : ''}`;
}

/** `1 year, 2 months and 3 days`. Units that are zero are left out. */
export function saySpan({ years, months, weeks, days, hours, minutes }: Temporal.Duration): string {
  const parts = [
    [years, 'year'],
    [months, 'month'],
    [weeks, 'week'],
    [days, 'day'],
    [hours, 'hour'],
    [minutes, 'minute'],
  ] as const;
  return list(parts.filter(([amount]) => amount > 0).map(([amount, unit]) => count(amount, unit)));
}

/** `5:00 PM`. */
export function sayTime({ hour, minute }: Pick<Temporal.PlainTime, 'hour' | 'minute'>): string {
  return `${hour % 12 || 12}:${String(minute).padStart(2, '0')} ${hour < 12 ? 'AM' : 'PM'}`;
}

/** ` today` as nothing, ` tomorrow`, ` yesterday`, ` on Monday` within a week, else ` on Monday, December 7`. */
export function sayOtherDay(date: Temporal.PlainDate, today: Temporal.PlainDate): string {
  const { days } = today.until(date, { largestUnit: 'day' });
  if (days === 0) return '';
  if (days === 1) return ' tomorrow';
  if (days === -1) return ' yesterday';
  return days > 0 && days < 7 ? ` on ${sayWeekday(date.dayOfWeek)}` : ` on ${sayDate(date, today)}`;
}

/** `5:03 PM`, `5:03 PM yesterday`, `7:00 AM on Friday`. */
export function sayMoment(at: Temporal.ZonedDateTime, now: Temporal.ZonedDateTime): string {
  return `${sayTime(at)}${sayOtherDay(at.toPlainDate(), now.toPlainDate())}`;
}
