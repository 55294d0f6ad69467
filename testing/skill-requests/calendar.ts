/**
 * The facts about days that answers are judged by: days and times in words, seen from a moment. It shares no code with the
 * skills.
 */
import { Temporal } from 'temporal-polyfill';

type Moment = Temporal.ZonedDateTime;
type Day = Temporal.PlainDate;

const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

/** Dates of Easter Sunday, from the tables of the U.S. Census Bureau. */
const EASTERS = [...['2025-04-20', '2026-04-05', '2027-03-28', '2028-04-16', '2029-04-01', '2030-04-21']].map(
  (day) => Temporal.PlainDate.from(day),
);

/** The holidays on the nth weekday of a month; -1 is the last one. */
const MOVABLE: Readonly<Record<string, readonly [nth: number, weekday: number, month: number]>> = {
  thanksgiving: [4, 4, 11],
  'mothers day': [2, 7, 5],
  'labor day': [1, 1, 9],
  'memorial day': [-1, 1, 5],
  'mlk day': [3, 1, 1],
};

/**
 * The days that a phrase may mean: more than one where people mean different days. Phrases are `today`, `+2 weeks`,
 * `-1 month`, `12-25`, `2028-09-01`, `friday`, `last sunday`, `easter`, `next month`, `end of year`, `weekend`.
 * @throws RangeError for any other phrase
 */
export function daysMeant(phrase: string, now: Moment): Day[] {
  const today = now.toPlainDate();
  const [, sign, amount, unit] = /^([+-])(\d+) (\w+?)s?$/.exec(phrase) ?? [];
  if (sign) return [today.add({ [`${unit}s`]: Number(`${sign}${amount}`) })];
  if (phrase === 'today') return [today];
  if (phrase === 'next month') return [today.add({ months: 1 }).with({ day: 1 })];
  if (phrase === 'end of month') return [today.with({ day: today.daysInMonth })];
  if (phrase === 'end of year') return [today.with({ month: 12, day: 31 })];
  if (phrase === 'christmas this year') return [today.with({ month: 12, day: 25 })];
  if (phrase === 'weekend') {
    const saturday = today.add({ days: 6 - today.dayOfWeek });
    return isBefore(saturday, today) ? [saturday, today] : [saturday];
  }
  if (phrase === 'easter') return [EASTERS.find((day) => !isBefore(day, today))!];
  if (/^\d{4}-/.test(phrase)) return [Temporal.PlainDate.from(phrase)];
  if (/^\d\d-\d\d$/.test(phrase))
    return [yearly(today, (year) => Temporal.PlainDate.from(`${year}-${phrase}`))];
  const movable = MOVABLE[phrase];
  if (movable) return [yearly(today, (year) => nthWeekday(year, ...movable))];
  return weekdaysMeant(phrase, today);
}

/** The clock time of `now`, `+3 hours` or `-30 minutes`, in the moment's zone or in the one that is named. */
export function timeMeant(phrase: string, now: Moment): Moment {
  const [, amount, unit, zone] = /^(?:now|([+-]\d+) (\w+))(?: (\S+))?$/.exec(phrase) ?? [];
  const then = amount ? now.add({ [unit!]: Number(amount) }) : now;
  return zone ? then.withTimeZone(zone) : then;
}

/** The next moment at which the clock shows `17:00`, or one of `06:00|18:00`. */
export function nextClock(times: string, now: Moment): Moment {
  const moments = times.split('|').map((time) => {
    const at = now.withPlainTime(time);
    return Temporal.ZonedDateTime.compare(at, now) > 0 ? at : now.add({ days: 1 }).withPlainTime(time);
  });
  return moments.sort((a, b) => Temporal.ZonedDateTime.compare(a, b))[0]!;
}

export function daysTo(day: Day, now: Moment): number {
  return now.toPlainDate().until(day, { largestUnit: 'days' }).days;
}

/** Hours from the first zone to the second, at that moment. */
export function hoursBetween(zones: string, now: Moment): number {
  const [from = 0, to = 0] = zones.split(' ').map((zone) => now.withTimeZone(zone).offsetNanoseconds);
  return Math.abs(to - from) / 3.6e12;
}

/** The day itself counts for "on Friday", and "next Friday" may be the one of next week. */
function weekdaysMeant(phrase: string, today: Day): Day[] {
  const [, last, name = ''] = /^(last )?(\w+)$/.exec(phrase) ?? [];
  const weekday = WEEKDAYS.indexOf(name) + 1;
  if (weekday === 0) throw new RangeError(`Not a day: "${phrase}".`);
  if (last) {
    const back = ((today.dayOfWeek - weekday + 6) % 7) + 1;
    return [today.subtract({ days: back }), today.subtract({ days: back + 7 })];
  }
  const ahead = ((weekday - today.dayOfWeek + 6) % 7) + 1;
  const days = [today.add({ days: ahead }), today.add({ days: ahead + 7 })];
  return ahead === 7 ? [today, ...days] : days;
}

/** The first of a yearly day's dates that is not over. */
function yearly(today: Day, dayOf: (year: number) => Day): Day {
  const day = dayOf(today.year);
  return isBefore(day, today) ? dayOf(today.year + 1) : day;
}

function nthWeekday(year: number, nth: number, weekday: number, month: number): Day {
  const first = Temporal.PlainDate.from({ year, month, day: 1 });
  const start = first.add({ days: (weekday - first.dayOfWeek + 7) % 7 });
  const day = start.add({ weeks: nth > 0 ? nth - 1 : 4 });
  return day.month === month ? day : day.subtract({ weeks: 1 });
}

const isBefore = (day: Day, other: Day): boolean => Temporal.PlainDate.compare(day, other) < 0;
