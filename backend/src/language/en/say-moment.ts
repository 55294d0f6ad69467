/** Moments as people say them, in a time zone. */
import { Temporal } from 'temporal-polyfill';
import { sayTime } from './say-day.js';

/** `5:03 PM`. */
export function sayClock(moment: Date | number, timeZone: string): string {
  return sayTime(Temporal.Instant.fromEpochMilliseconds(Number(moment)).toZonedDateTimeISO(timeZone));
}

/**
 * `at 5:03 PM`, with its day unless that is today: `at 5:03 PM yesterday`, `on Friday at 5:03 PM`, `on December 24 at
 * 5:03 PM`. The days of the next six days are named.
 */
export function sayMoment(moment: number, now: number, timeZone: string): string {
  const at = `at ${sayClock(moment, timeZone)}`;
  const days = daysBetween(now, moment, timeZone);
  if (days === 0) return at;
  if (days === 1) return `${at} tomorrow`;
  if (days === -1) return `${at} yesterday`;
  const isNear = days > 0 && days < 7;
  const sameYear = yearOf(moment, timeZone) === yearOf(now, timeZone);
  const day = new Intl.DateTimeFormat('en-US', {
    timeZone,
    ...(isNear
      ? { weekday: 'long' }
      : { month: 'long', day: 'numeric', ...(!sameYear && { year: 'numeric' }) }),
  });
  return `on ${day.format(moment)} ${at}`;
}

const yearOf = (moment: number, timeZone: string): string =>
  new Intl.DateTimeFormat('en-US', { timeZone, year: 'numeric' }).format(moment);

/** Calendar days from one moment to another, negative for an earlier one. */
function daysBetween(from: number, to: number, timeZone: string): number {
  const dayOf = (moment: number) =>
    Temporal.Instant.fromEpochMilliseconds(moment).toZonedDateTimeISO(timeZone).toPlainDate();
  return dayOf(from).until(dayOf(to), { largestUnit: 'day' }).days;
}
