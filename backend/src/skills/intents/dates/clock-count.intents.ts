import { Temporal } from 'temporal-polyfill';
import { count, sentence } from '../../../language/en/say.js';
import { sayTime, sayDate, sayOtherDay, saySpan } from '../../../language/en/say-day.js';
import { readClockTime, type ClockMoment } from '../../dates/clock-time.js';
import { resolveDay } from '../../dates/resolve-day.js';
import { resolveMoment } from '../../dates/resolve-moment.js';
import { todayOf, zonedNow } from '../../dates/user-time.js';
import type { Intent } from '../../engine/intent.js';

/** Hours and minutes between two moments. */
export const clockCountIntents: readonly Intent[] = [
  {
    name: 'time.until',
    best: 'skill',
    templates: [],
    alsoSaid: [
      'how long [is it] until {moment}',
      'how many {unit=hours|minutes} [(are there|is it)] until {moment}',
    ],
    alsoUnderstood: [
      'how long [(is it|is there|do i have|do we have|have i got|left|is left)] (until|till|to|before) {moment}',
      'how much (time|longer|more time) [(is it|is there|is left|do i have|do we have|left|have i got)] (until|till|to|before) {moment}',
      'how many {unit=hours|minutes|seconds} [(are there|is it|are|is|left|are left|do i have|do we have|more)] (until|till|to|before) {moment}',
      '{unit=hours|minutes} (until|till|to) {moment}',
      '(time|how long) (until|till) {moment}',
      'how (far away|far off|soon) is {moment}',
      'how many {unit=hours|minutes} (away|off) is {moment}',
      'how many {unit=days} (until|till|to|before) {moment}',
    ],
    samples: 24,
    async answer({ moment = '', unit }, context) {
      const now = zonedNow(context);
      const found = await resolveMoment(moment, now);
      if (!found) return undefined;
      const when = sayWhen(found.at, now);
      if (Temporal.ZonedDateTime.compare(found.at, now) <= 0) {
        return `That was ${sayLength(found.at, now, unit)} ago.`;
      }
      return `It's ${sayLength(now, found.at, unit)} until ${when}.${remark(found)}`;
    },
  },
  {
    name: 'time.until.day',
    best: 'skill',
    templates: [],
    alsoUnderstood: [
      'how many {unit=hours|minutes|seconds} [(are there|is it|are|is|left|are left|do i have)] (until|till|to|before) {day:comingDay}',
      '{unit=hours|minutes} (until|till) {day:comingDay}',
      'how many {unit=hours|minutes} [(are|are there)] left (today|in the day|in this day)',
      'how much of (today|the day) is left',
    ],
    samples: 24,
    async answer({ day = 'tomorrow', unit }, context) {
      const now = zonedNow(context);
      const found = await resolveDay(day, todayOf(context));
      if (!found || found.begins === 'about') return undefined;
      const start = found.date.toZonedDateTime(now.timeZoneId);
      if (Temporal.ZonedDateTime.compare(start, now) <= 0) return undefined;
      const date = sayDate(found.date, now.toPlainDate());
      return `It's ${sayLength(now, start, unit)} until ${date} begins.`;
    },
  },
  {
    name: 'time.since',
    best: 'skill',
    templates: [],
    alsoUnderstood: [
      'how (long|much time) [(has it been|is it|has passed|passed)] since {moment}',
      'how long ago was {moment}',
      'how many {unit=hours|minutes|seconds} [(has it been|is it|have passed|passed|are there)] since {moment}',
      'how many {unit=hours|minutes|seconds} ago was {moment}',
      '{unit=hours|minutes} since {moment}',
    ],
    samples: 12,
    async answer({ moment = '', unit }, context) {
      const now = zonedNow(context);
      const found = await resolveMoment(moment, now, 'last');
      if (!found || Temporal.ZonedDateTime.compare(found.at, now) > 0) return undefined;
      const when = sentence(sayWhen(found.at, now));
      return `${when} was ${sayLength(found.at, now, unit)} ago.`;
    },
  },
  {
    name: 'time.between',
    best: 'skill',
    templates: [],
    alsoUnderstood: [
      'how many {unit=hours|minutes} [(are|are there|is it|is that)] (between|from) {from:clock} (and|to|until|till) {to:clock}',
      'how (long|much time) [(is|is it|is there|is that)] (between|from) {from:clock} (and|to|until|till) {to:clock}',
      'how long is {from:clock} (to|until|till) {to:clock}',
    ],
    samples: 12,
    answer({ from = '', to = '', unit }) {
      const starts = readClockTime(from);
      const ends = readClockTime(to);
      if (!starts || !ends) return undefined;
      // Of "9 to 5", the shortest that goes forward.
      const minutes = Math.min(...starts.flatMap((start) => ends.map((end) => minutesFrom(start, end))));
      const span = Temporal.Duration.from({ minutes });
      if (unit === 'minutes') return `That is ${count(minutes, 'minute')}.`;
      return `That is ${saySpan(span.round({ largestUnit: 'hour' }))}.`;
    },
  },
];

/** `5:00 PM`, `noon`, `9:00 AM tomorrow`. The next midnight ends today, although its date is tomorrow's. */
function sayWhen(at: Temporal.ZonedDateTime, now: Temporal.ZonedDateTime): string {
  const [day, today] = [at.toPlainDate(), now.toPlainDate()];
  if (at.hour === 0 && at.minute === 0) {
    return `midnight${/^(?:| tomorrow)$/.test(sayOtherDay(day, today)) ? '' : sayOtherDay(day, today)}`;
  }
  const time = at.hour === 12 && at.minute === 0 ? 'noon' : sayTime(at);
  return `${time}${sayOtherDay(day, today)}`;
}

/** From 1 minute to 24 hours. */
const minutesFrom = (start: Temporal.PlainTime, end: Temporal.PlainTime): number =>
  ((start.until(end).total('minute') + 24 * 60 - 1) % (24 * 60)) + 1;

/**
 * The time between two moments, in elapsed hours and calendar days. From one hour on the seconds of the clock do not
 * count, because it does not show them.
 */
function sayLength(
  from: Temporal.ZonedDateTime,
  to: Temporal.ZonedDateTime,
  unit: string | undefined,
): string {
  const seconds = Math.round(from.until(to).total('second'));
  if (unit === 'seconds') return count(seconds, 'second');
  if (seconds < 60) return count(seconds, 'second');
  const [start, end] = [from, to].map((each) => each.with({ second: 0, millisecond: 0 })) as [
    Temporal.ZonedDateTime,
    Temporal.ZonedDateTime,
  ];
  if (seconds < 3_600 && unit === undefined) {
    const minutes = Math.floor(seconds / 60);
    const rest = seconds % 60;
    return `${count(minutes, 'minute')}${rest ? ` and ${count(rest, 'second')}` : ''}`;
  }
  if (unit === 'minutes') return count(start.until(end).total('minute'), 'minute');
  return (
    saySpan(start.until(end, { largestUnit: unit === 'hours' ? 'hour' : 'day' })) || 'less than a minute'
  );
}

/** What a change of the clocks does to that time. */
function remark({ isSkipped, repeated }: ClockMoment): string {
  if (isSkipped) return ' The clocks go forward then and skip the time that you said.';
  return repeated ? ` The clocks go back then, so that time comes twice: this is the ${repeated} one.` : '';
}
