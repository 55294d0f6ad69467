import { Temporal } from 'temporal-polyfill';
import { sayMoment, sayTime } from '../../language/en/say-day.js';
import { nextOccurrence } from '../../user-data/next-occurrence.js';
import type { Alarm, Repeat } from '../../user-data/user-records.js';
import { readClockTime } from '../dates/clock-time.js';
import { resolveDay } from '../dates/resolve-day.js';
import { resolveMoment } from '../dates/resolve-moment.js';
import { isBefore, todayOf, zonedAt, zonedNow, type UserClock } from '../dates/user-time.js';
import { durationMs, durationSlot } from '../slots/duration.slot.js';
import { readRepeats, sayRepeats } from './repeats.js';

export interface When {
  /** Epoch milliseconds. */
  dueAt: number;
  repeat?: Repeat;
}

export interface WhenOptions {
  /** A clock time without its half of the day is in the morning, not the nearest one. */
  wakes?: boolean;
  /** A day is enough: `tomorrow` is tomorrow at 9 AM. */
  acceptsDay?: boolean;
}

const DURATION = new RegExp(`^(?:in |after )?(${durationSlot.pattern})(?: from now)?$`);
const SAYS_HALF =
  /\b(?:am|pm|[ap] m|morning|afternoon|evening|night|tonight|noon|midday|midnight|hours|0\d)\b/;
const DAY_PART = /^(.+?) (morning|afternoon|evening|night)$/;
/** When a part of a day means a clock time. */
const HOURS: Readonly<Record<string, number>> = {
  morning: 9,
  afternoon: 15,
  evening: 19,
  night: 20,
  tonight: 20,
};
const DEFAULT_HOUR = 9;

/**
 * The moment that a normalized phrase names for an alarm: `7 am`, `half past 6 tomorrow`, `in 20 minutes`, `every day at 7`.
 * @returns undefined if it names none; the moment may be over, as in `today at 3`
 */
export async function resolveWhen(
  phrase: string,
  clock: UserClock,
  options: WhenOptions = {},
): Promise<When | undefined> {
  const repeats = readRepeats(phrase);
  if (repeats) return repeating(repeats.days, withoutPreposition(repeats.rest), clock, options);
  const [, duration] = DURATION.exec(phrase) ?? [];
  if (duration) return { dueAt: clock.now().getTime() + durationMs(duration) };
  const said = withoutPreposition(phrase);
  const now = zonedNow(clock);
  const moment = await resolveMoment(said, now);
  if (moment)
    return { dueAt: (options.wakes ? inTheMorning(moment.at, said, now) : moment.at).epochMilliseconds };
  return options.acceptsDay ? onDay(said, clock) : undefined;
}

const withoutPreposition = (phrase: string): string => phrase.replace(/^(?:for|at|on|by) /, '');

/** `wake me at 7` in the afternoon is not for the evening. */
function inTheMorning(
  at: Temporal.ZonedDateTime,
  said: string,
  now: Temporal.ZonedDateTime,
): Temporal.ZonedDateTime {
  if (SAYS_HALF.test(said) || at.hour <= 12) return at;
  const earlier = at.with({ hour: at.hour - 12 });
  return Temporal.ZonedDateTime.compare(earlier, now) > 0 ? earlier : earlier.add({ days: 1 });
}

function repeating(days: number[], said: string, clock: UserClock, { wakes }: WhenOptions): When | undefined {
  const times = readClockTime(said);
  const now = clock.now().getTime();
  if (!times) return undefined;
  const each = times.map(({ hour, minute }): When & { repeat: Repeat } => {
    const repeat = { hour, minute, days, timeZone: clock.timeZone };
    return { repeat, dueAt: nextOccurrence(repeat, now) };
  });
  // A repeated time without its half of the day is rarely at night.
  const usual = each.filter(({ repeat: { hour } }) => (wakes ? hour < 12 : hour >= 6 && hour < 18));
  return usual[0] ?? each[0];
}

async function onDay(said: string, clock: UserClock): Promise<When | undefined> {
  const [, dayOnly, part] = DAY_PART.exec(said) ?? [];
  const isThis = dayOnly === undefined || dayOnly === 'this';
  const day = await resolveDay(isThis ? said : dayOnly, todayOf(clock));
  if (!day || day.begins || said === 'today' || isBefore(day.date, todayOf(clock))) return undefined;
  const hour = HOURS[part ?? said] ?? DEFAULT_HOUR;
  const { epochMilliseconds } = day.date.toZonedDateTime({ timeZone: clock.timeZone, plainTime: { hour } });
  return { dueAt: epochMilliseconds };
}

/** The day or days that end a normalized sentence: `tomorrow` of `set an alarm for tomorrow`; undefined without any. */
export async function dayAtEnd(sentence: string, clock: UserClock): Promise<string | undefined> {
  const words = sentence.split(' ');
  for (let at = 1; at < words.length; at++) {
    const ending = words.slice(at).join(' ');
    const day = await resolveDay(ending, todayOf(clock));
    if ((day && !day.begins) || readRepeats(ending)?.rest === '') return withoutPreposition(ending);
  }
  return undefined;
}

/** `7:00 AM tomorrow`, `7:00 AM on weekdays`. */
export function sayWhen({ dueAt, repeat }: Pick<Alarm, 'dueAt' | 'repeat'>, clock: UserClock): string {
  const at = zonedAt(dueAt, clock.timeZone);
  // The user may have travelled since: then the alarm's own time is another one here.
  return repeat && repeat.timeZone === clock.timeZone
    ? `${sayTime(repeat)} ${sayRepeats(repeat.days)}`
    : sayMoment(at, zonedNow(clock));
}
