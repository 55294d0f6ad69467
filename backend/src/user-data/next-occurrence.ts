import { Temporal } from 'temporal-polyfill';
import type { Repeat } from './user-records.js';

/**
 * @param afterMs epoch milliseconds
 * @returns the next time, later than `afterMs`, at which a clock in the zone shows that time on one of those days. A time that
 * the change to summer time leaves out comes as much later as the clocks go forward.
 */
export function nextOccurrence({ hour, minute, days, timeZone }: Repeat, afterMs: number): number {
  const today = Temporal.Instant.fromEpochMilliseconds(afterMs).toZonedDateTimeISO(timeZone).toPlainDate();
  for (let ahead = 0; ahead <= 7; ahead++) {
    const day = today.add({ days: ahead });
    if (!days.includes(day.dayOfWeek)) continue;
    const { epochMilliseconds } = day.toZonedDateTime({ timeZone, plainTime: { hour, minute } });
    if (epochMilliseconds > afterMs) return epochMilliseconds;
  }
  throw new RangeError('An alarm that repeats needs a day of the week.');
}
