/** The user's days and clock times. All calendar arithmetic of the skills starts here. */
import { Temporal } from 'temporal-polyfill';

export interface UserClock {
  now(): Date;
  /** IANA name of the user's time zone. */
  timeZone: string;
}

/** @param epochMs of the wall clock */
export const zonedAt = (epochMs: number, timeZone: string): Temporal.ZonedDateTime =>
  Temporal.Instant.fromEpochMilliseconds(epochMs).toZonedDateTimeISO(timeZone);

export const zonedNow = ({ now, timeZone }: UserClock): Temporal.ZonedDateTime =>
  zonedAt(now().getTime(), timeZone);

export const todayOf = (clock: UserClock): Temporal.PlainDate => zonedNow(clock).toPlainDate();

/** Calendar days from one day to another; negative if the second is earlier. */
export const daysBetween = (from: Temporal.PlainDate, to: Temporal.PlainDate): number =>
  from.until(to, { largestUnit: 'day' }).days;

export const isBefore = (day: Temporal.PlainDate, other: Temporal.PlainDate): boolean =>
  Temporal.PlainDate.compare(day, other) < 0;

/** The first day of that weekday from `from` on, or up to it for `last`. @param weekday 1 (Monday) to 7 (Sunday) */
export function nearestWeekday(
  from: Temporal.PlainDate,
  weekday: number,
  direction: Direction = 'next',
): Temporal.PlainDate {
  const days = direction === 'next' ? weekday - from.dayOfWeek : from.dayOfWeek - weekday;
  return from.add({ days: ((days + 7) % 7) * (direction === 'next' ? 1 : -1) });
}

/** Which of the days with the same name is meant: the next or the last one. Today is both. */
export type Direction = 'next' | 'last';
