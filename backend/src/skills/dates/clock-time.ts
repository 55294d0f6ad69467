/** Clock times: `5 pm`, `quarter past 6`, `17 30`, `noon`, and when they come in the user's zone. */
import { Temporal } from 'temporal-polyfill';
import type { Direction } from './user-time.js';

/** The times of day that a phrase may mean: two if it does not say which half of the day. */
export type ClockTime = readonly Temporal.PlainTime[];

export interface ClockMoment {
  at: Temporal.ZonedDateTime;
  /** The clocks skip that time on that day; `at` is as long after the change as it would be without one. */
  isSkipped: boolean;
  /** Set if the clocks show that time twice on that day. */
  repeated?: 'first' | 'second';
}

const HALF = String.raw`(?: ?(am|pm|a m|p m|oclock|o clock|hours))?`;
const PART_OF_DAY =
  '(?: (in the morning|in the afternoon|in the evening|at night|this morning|this afternoon|this evening|tonight))?';
const PLAIN = new RegExp(String.raw`^(\d{1,2})(?:[ .](?:(?:oh|o) (\d)|(\d{1,2})))?${HALF}${PART_OF_DAY}$`);
const FOUR_DIGITS = /^([01]\d|2[0-3])([0-5]\d) hours$/;
const RELATIVE = new RegExp(
  String.raw`^(?:(half)|(?:a )?(quarter)|(\d{1,2})(?: minutes?)?) (past|after|to|before|till|of) (.+)$`,
);
const NAMED: Readonly<Record<string, string>> = {
  noon: '12:00',
  midday: '12:00',
  '12 noon': '12:00',
  '12 midday': '12:00',
  midnight: '00:00',
  '12 midnight': '00:00',
  'end of the day': '00:00',
  'the end of the day': '00:00',
};

/** @returns undefined if the (normalized) phrase is not a time of day */
export function readClockTime(phrase: string): ClockTime | undefined {
  const text = phrase.replace(/^(?:at|around|about|exactly) /, '');
  const named = NAMED[text.replace(/ tonight$/, '')];
  if (named) return [Temporal.PlainTime.from(named)];
  const [, hours, minutes] = FOUR_DIGITS.exec(text) ?? [];
  if (hours) return [timeOf(Number(hours), Number(minutes))];
  const [, hour, ohMinute, minute, half, partOfDay] = PLAIN.exec(text) ?? [];
  if (hour) return plain(hour, Number(ohMinute ?? minute ?? 0), half, partOfDay);
  const [, isHalf, isQuarter, said, side, base = ''] = RELATIVE.exec(text) ?? [];
  if (!side) return undefined;
  const distance = isHalf ? 30 : isQuarter ? 15 : Number(said);
  const whole = readClockTime(base)?.filter(({ minute }) => minute === 0);
  if (distance > 59 || !whole?.length || (isHalf && !/past|after/.test(side))) return undefined;
  return whole.map((time) =>
    /past|after/.test(side) ? time.add({ minutes: distance }) : time.subtract({ minutes: distance }),
  );
}

const timeOf = (hour: number, minute: number): Temporal.PlainTime => new Temporal.PlainTime(hour, minute);

function plain(
  digits: string,
  minute: number,
  half: string | undefined,
  partOfDay: string | undefined,
): ClockTime | undefined {
  const hour = Number(digits);
  if (hour > 23 || minute > 59) return undefined;
  const isTwelveHours = hour >= 1 && hour <= 12 && half !== 'hours';
  if (/^[ap]/.test(half ?? ''))
    return isTwelveHours ? [timeOf(inHalf(hour, half!.startsWith('p')), minute)] : undefined;
  // "07 30" is written as on a 24-hour clock.
  if (!isTwelveHours || digits.startsWith('0')) return [timeOf(hour, minute)];
  if (partOfDay) return [timeOf(inHalf(hour, isAfternoon(hour, partOfDay)), minute)];
  return [timeOf(inHalf(hour, false), minute), timeOf(inHalf(hour, true), minute)];
}

const inHalf = (hour: number, afternoon: boolean): number => (hour % 12) + (afternoon ? 12 : 0);

/** `at night` and `tonight` begin in the evening and end after midnight. */
function isAfternoon(hour: number, partOfDay: string): boolean {
  if (/night/.test(partOfDay)) return hour >= 5 && hour < 12;
  return !/morning/.test(partOfDay);
}

/** The next moment after `now` at which the clocks show one of those times; for `last`, the last one before. */
export function nearestMoment(
  now: Temporal.ZonedDateTime,
  times: ClockTime,
  direction: Direction = 'next',
): ClockMoment {
  const step = direction === 'next' ? 1 : -1;
  const candidates = [0, 1, 2].flatMap((days) =>
    momentsOn(now.toPlainDate().add({ days: step * days }), times, now.timeZoneId),
  );
  const isAhead = ({ at }: ClockMoment) => step * Temporal.ZonedDateTime.compare(at, now) > 0;
  // A time that is skipped on one of these days is there on another.
  return candidates
    .filter(isAhead)
    .reduce((best, each) => (step * Temporal.ZonedDateTime.compare(each.at, best.at) < 0 ? each : best));
}

/** The moments of a day at which the clocks show one of those times, in order. */
export function momentsOn(day: Temporal.PlainDate, times: ClockTime, timeZone: string): ClockMoment[] {
  const moments = times.flatMap((time): ClockMoment[] => {
    const local = day.toPlainDateTime(time);
    const [first, second] = (['earlier', 'later'] as const).map((disambiguation) =>
      local.toZonedDateTime(timeZone, { disambiguation }),
    ) as [Temporal.ZonedDateTime, Temporal.ZonedDateTime];
    if (first.equals(second)) return [{ at: first, isSkipped: false }];
    // Before a skipped time, both readings lie beside the gap; the later one is what a clock that is not set would mean.
    if (!second.toPlainDateTime().equals(local)) return [{ at: second, isSkipped: true }];
    return [
      { at: first, isSkipped: false, repeated: 'first' as const },
      { at: second, isSkipped: false, repeated: 'second' as const },
    ];
  });
  return moments.sort((a, b) => Temporal.ZonedDateTime.compare(a.at, b.at));
}
