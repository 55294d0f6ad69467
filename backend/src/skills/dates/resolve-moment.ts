import { Temporal } from 'temporal-polyfill';
import { momentsOn, nearestMoment, readClockTime, type ClockMoment } from './clock-time.js';
import { resolveDay } from './resolve-day.js';
import type { Direction } from './user-time.js';

const PARTS_OF_DAY = /^(.+) (morning|afternoon|evening|night)(?: at)?$/;

/**
 * The moment that a normalized phrase names by a clock time, seen from `now`: `5 pm`, `noon tomorrow`, `friday at 9`.
 * A time that does not say its half of the day is the nearest one of both; on a day to come it is the one between 7 AM
 * and 7 PM.
 * @returns undefined if the phrase has no clock time
 */
export async function resolveMoment(
  phrase: string,
  now: Temporal.ZonedDateTime,
  direction: Direction = 'next',
): Promise<ClockMoment | undefined> {
  const text = phrase.replace(/^(tonight|this (?:morning|afternoon|evening)) (?:at )?(.+)$/, '$2 $1');
  const times = readClockTime(text);
  if (times) return nearestMoment(now, times, direction);
  const today = now.toPlainDate();
  const words = text.split(' ');
  for (let at = 1; at < words.length; at++) {
    const [head, tail] = [words.slice(0, at).join(' '), words.slice(at).join(' ')];
    for (const [dayWords, clockWords] of [
      [head, tail],
      [tail, head],
    ] as const) {
      const [dayPhrase, clockPhrase] = withPartOfDay(dayWords.replace(/ at$/, ''), clockWords);
      const clock = readClockTime(clockPhrase);
      const day = clock && (await resolveDay(dayPhrase, today, direction));
      if (day && !day.begins) return onDay(day.date, clock, now, direction);
    }
  }
  return undefined;
}

/** `tomorrow morning at 9` is 9 in the morning of tomorrow. */
function withPartOfDay(day: string, clock: string): readonly [day: string, clock: string] {
  const [, dayOnly, part] = PARTS_OF_DAY.exec(day) ?? [];
  if (!dayOnly || /^(?:this|last)$/.test(dayOnly)) return [day, clock];
  return [dayOnly, `${clock} ${part === 'night' ? 'at night' : `in the ${part}`}`];
}

function onDay(
  day: Temporal.PlainDate,
  times: readonly Temporal.PlainTime[],
  now: Temporal.ZonedDateTime,
  direction: Direction,
): ClockMoment | undefined {
  const isToday = day.equals(now.toPlainDate());
  const usual = times.length > 1 && !isToday ? times.filter(({ hour }) => hour >= 7 && hour < 19) : times;
  const moments = momentsOn(day, usual, now.timeZoneId);
  const sign = direction === 'next' ? 1 : -1;
  const ahead = moments.filter(({ at }) => sign * Temporal.ZonedDateTime.compare(at, now) > 0);
  if (ahead.length === 0) return moments.at(-1);
  return direction === 'next' ? ahead[0] : ahead.at(-1);
}
