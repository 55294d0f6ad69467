/** Decides whether an answer is right. */
import { Temporal } from 'temporal-polyfill';
import {
  clocksIn,
  minutesOf,
  monthOf,
  monthsIn,
  numbersIn,
  resultsIn,
  saysDay,
  secondsIn,
  weekdayOf,
  weekdaysIn,
} from './answer-facts.ts';
import { daysMeant, daysTo, hoursBetween, nextClock, timeMeant } from './calendar.ts';
import type { Moment } from './moments.ts';
import type { Observation } from './observation.ts';
import type { SkillRequest } from './request.ts';

/** `other reason`: refused rightly, but for a reason that is not the true one. */
export type Verdict = 'right' | 'wrong' | 'refused' | 'other reason' | 'refused wrongly';

/** A rounded result may differ by this share. */
const ROUNDING = 0.006;
/** A measured duration may be short by this, because answers leave out the seconds of hours. */
const DURATION_TOLERANCE_S = 60;

const REFUSAL =
  /\b(?:can't|cannot|can only|don't know|don't have|have no|not able|unable|no way to)\b|\bsay help\b/i;

/** The words of a true reason, by its kind. A `model` may be needed for anything. */
const REASONS: Readonly<Record<string, RegExp>> = {
  model: /./,
  chat: /./,
  other: /./,
  recurring: /repeat|recurring|every|once|timer/i,
  mismatch: /length|mass|turn/i,
  volume: /volume|voice|loud|sound/i,
  page: /page|tab|browser|screen|internet|type|read/i,
  music: /music|play|sound|video|media|song|radio|tv|page|tab|browser/i,
  home: /home|light|device|house|phone|weather|alarm|tab|browser/i,
  calendar: /calendar|appointment|meeting/i,
  lists: /list|note/i,
  messages: /message|mail|call|phone|text/i,
  internet: /internet|online|look|search|rate|browser|page|news|map|buy|order|book|traffic/i,
  sun: /sun|weather|internet|look/i,
};

export function judge(request: SkillRequest, seen: Observation, now: Moment): Verdict {
  if ('refuse' in request) {
    const refused = REFUSAL.test(seen.answer) && !seen.acted;
    if (!refused) return 'wrong';
    return REASONS[request.refuse]!.test(seen.answer) ? 'refused' : 'other reason';
  }
  if (isRight(request, seen, now)) return 'right';
  return REFUSAL.test(seen.answer) && !seen.acted ? 'refused wrongly' : 'wrong';
}

function isRight(request: SkillRequest, seen: Observation, now: Moment): boolean {
  const { answer } = seen;
  const days = (phrase: string) => daysMeant(phrase, now);
  if (seen.acted !== isAct(request)) return false;
  if (seen.call && !('call' in request) && !isFarewell(request)) return false;

  if ('tool' in request) return seen.tools.join('; ') === request.tool;
  if ('call' in request) return seen.call === request.call;
  if ('number' in request) return isResult(answer, request.number, request.unit);
  if ('says' in request) return saysAll(answer, request.says);
  if ('asks' in request) return answer.includes('?') && saysAll(answer, request.asks);
  if ('spells' in request)
    return (
      answer.toLowerCase().includes([...request.spells].join(', ')) ||
      answer.toLowerCase().includes([...request.spells].join('-'))
    );
  if ('time' in request) return isTime(answer, timeMeant(request.time, now), now);
  if ('date' in request) return days(request.date).some((day) => saysDay(answer, day));
  if ('weekday' in request) return days(request.weekday).some((day) => isWeekday(answer, day));
  if ('month' in request) return days(request.month).some((day) => isOnly(monthsIn(answer), monthOf(day)));
  if ('year' in request) return isYear(answer, request.year, now);
  if ('week' in request) return numbersIn(answer)[0]?.value === days(request.week)[0]!.weekOfYear;
  if ('yearday' in request)
    return numbersIn(answer).some(({ value }) => value === days(request.yearday)[0]!.dayOfYear);
  if ('days' in request) return days(request.days).some((day) => isCount(answer, daysTo(day, now), 'day'));
  if ('weeks' in request) return days(request.weeks).some((day) => isWeeks(answer, daysTo(day, now)));
  if ('since' in request) {
    const first = Temporal.PlainDate.from(`${now.year}-${request.since}`);
    return isCount(answer, -daysTo(first, now), 'day');
  }
  if ('until' in request)
    return isDuration(answer, now.until(nextClock(request.until, now)).total('seconds'));
  if ('difference' in request)
    return numbersIn(answer).some(
      ({ value, then }) => value === hoursBetween(request.difference, now) && /^ hour/.test(then),
    );
  if ('is' in request) return isYesOrNo(answer, request.is, now);
  if ('between' in request) return isWithin(answer, request.between);
  if ('dice' in request) return isRoll(answer, request.dice);
  if ('kind' in request) return isKind(answer, request.kind, now);
  return isDone(request, seen, now);
}

const isAct = (request: SkillRequest): boolean =>
  ['timer', 'pending', 'paused', 'reminder', 'alarm', 'note', 'notes'].some((key) => key in request);

/** A farewell may end the call, or only be returned. */
const isFarewell = (request: SkillRequest): boolean => 'says' in request && /\bbye\b/.test(request.says);

/** What an action has done, and that the answer says so. */
function isDone(request: SkillRequest, seen: Observation, now: Moment): boolean {
  const { answer, pending, added, notes } = seen;
  // "The 20 minute timer has 20 minutes left."
  if ('remaining' in request) return isDuration(answer.replace(/^.* has /, ''), request.remaining);
  if ('pending' in request) {
    const left = pending.map(({ seconds }) => seconds);
    return JSON.stringify(left) === JSON.stringify(request.pending);
  }
  if ('paused' in request) return pending[0]?.seconds === request.paused && pending[0].paused === true;
  if ('notes' in request) return notes.length === request.notes;
  if ('note' in request) return notes.length === 1 && matches(notes[0]!, request.note);
  const [timer] = added;
  if (!timer || added.length > 1) return false;
  if ('repeat' in request && timer.days !== request.repeat) return false;
  if ('timer' in request) {
    const called = request.label === undefined || same(timer.label ?? '', request.label);
    return timer.seconds === request.timer && called && secondsIn(answer) === request.timer;
  }
  if ('reminder' in request) {
    const words = request.text === undefined || matches(timer.task ?? timer.label ?? '', request.text);
    return words && isAt(timer.seconds, request.reminder, now);
  }
  if ('alarm' in request) return isAt(timer.seconds, request.alarm, now);
  return false;
}

const same = (label: string, wanted: string): boolean =>
  label.replace(/^(?:the|my) /, '').replace(/s$/, '') === wanted.replace(/s$/, '');

const matches = (text: string, words: string): boolean =>
  new RegExp(String.raw`(?:^|\W)(?:${words})(?:$|\W)`, 'i').test(text);

/** Several patterns are separated by a comma. */
const saysAll = (answer: string, patterns: string): boolean =>
  patterns.split(', ').every((pattern) => matches(answer, pattern));

function isResult(answer: string, wanted: number, unit?: string): boolean {
  const [first] = resultsIn(answer);
  if (!first) return false;
  const near = Math.abs(first.value - wanted) <= Math.max(Math.abs(wanted) * ROUNDING, 1e-9);
  return near && (unit === undefined || new RegExp(unit, 'i').test(first.then));
}

function isTime(answer: string, wanted: Moment, now: Moment): boolean {
  const [named] = weekdaysIn(answer);
  const day = wanted.toPlainDate();
  // The day must be said where it is neither today nor the user's day at that time.
  const expected = [now, wanted.withTimeZone(now.timeZoneId)];
  const otherDay = !expected.some((moment) => moment.toPlainDate().equals(day));
  if (named ? named !== weekdayOf(day) : otherDay) return false;
  return isOnly(clocksIn(answer), minutesOf(wanted));
}

const isOnly = <T>(found: readonly T[], wanted: T): boolean =>
  found.length > 0 && found.every((one) => one === wanted);

const isWeekday = (answer: string, day: Temporal.PlainDate): boolean =>
  isOnly(weekdaysIn(answer), weekdayOf(day));

function isYear(answer: string, phrase: string, now: Moment): boolean {
  let { year } = now;
  if (phrase === 'next leap') {
    // This year counts while its leap day is to come.
    const over = now.inLeapYear && (now.month > 2 || (now.month === 2 && now.day === 29));
    while (!Temporal.PlainDate.from({ year, month: 1, day: 1 }).inLeapYear || (over && year === now.year))
      year++;
    if (now.inLeapYear && answer.includes(String(now.year))) return true;
  }
  return numbersIn(answer).some(({ value }) => value === year);
}

function isCount(answer: string, wanted: number, unit: string): boolean {
  if (wanted <= 0 && /\b(?:today|already)\b/i.test(answer)) return true;
  if (wanted === 1 && /\b(?:tomorrow|yesterday)\b/i.test(answer)) return true;
  const [first] = numbersIn(answer).filter(({ then }) => new RegExp(`^ ${unit}s?\\b`, 'i').test(then));
  return first?.value === wanted;
}

function isWeeks(answer: string, days: number): boolean {
  if (days < 7) return isCount(answer, days, 'day');
  const rest = days % 7;
  return isCount(answer, Math.floor(days / 7), 'week') && (rest === 0 || isCount(answer, rest, 'day'));
}

const isDuration = (answer: string, wanted: number): boolean =>
  Math.abs(secondsIn(answer) - wanted) < (wanted >= 3600 ? DURATION_TOLERANCE_S : 1);

function isYesOrNo(answer: string, phrase: string, now: Moment): boolean {
  const today = now.toPlainDate();
  const yes =
    phrase === 'leap year'
      ? now.inLeapYear
      : phrase === 'tomorrow a weekday'
        ? today.add({ days: 1 }).dayOfWeek < 6
        : daysMeant(phrase, now)[0]!.equals(today);
  return matches(answer, yes ? 'yes' : 'no');
}

function isWithin(answer: string, [low, high]: readonly [number, number]): boolean {
  const [first, ...more] = numbersIn(answer);
  return first !== undefined && more.length === 0 && first.value >= low && first.value <= high;
}

function isRoll(answer: string, [count, sides]: readonly [number, number]): boolean {
  const rolls = numbersIn(answer).slice(0, count);
  return rolls.length === count && rolls.every(({ value }) => value >= 1 && value <= sides);
}

function isKind(answer: string, kind: string, now: Moment): boolean {
  switch (kind) {
    case 'coin':
      return /^(?:it's )?(?:heads|tails)\W*$/i.test(answer);
    case 'joke':
      return /[.?!]$/.test(answer) && answer.length > 30 && !REFUSAL.test(answer);
    case 'weather':
      // Consent comes first.
      return /weather service.*\? *$/i.test(answer);
    case 'weekend':
      return daysMeant('weekend', now).some((day) =>
        [day, day.add({ days: 7 })].some((saturday) => saysDay(answer.split(/ (?:and|to) /)[0]!, saturday)),
      );
    default:
      return answer.includes(zoneName(now));
  }
}

const zoneName = (now: Moment): string =>
  new Intl.DateTimeFormat('en-US', { timeZone: now.timeZoneId, timeZoneName: 'long' })
    .formatToParts(now.epochMilliseconds)
    .find(({ type }) => type === 'timeZoneName')!.value;

/** Whether something rings at `+10` minutes from now, at `21:30`, `tomorrow 08:00`, or on its first day: `08:00 weekly`. */
function isAt(seconds: number, phrase: string, now: Moment): boolean {
  const [, minutes, tomorrow, clock, more] =
    /^(?:\+(\d+)|(tomorrow )?(\d\d:\d\d)( any| weekly)?)$/.exec(phrase) ?? [];
  if (minutes) return seconds === Number(minutes) * 60;
  const rings = now.add({ seconds });
  if (more === ' weekly') return rings.toPlainTime().toString({ smallestUnit: 'minute' }) === clock;
  const at = tomorrow ? now.add({ days: 1 }).withPlainTime(clock) : nextClock(clock!, now);
  const ends = [at, ...(more ? [nextClock(clock!, now.add({ hours: 12 })).subtract({ hours: 12 })] : [])];
  return ends.some((end) => Math.abs(end.until(rings).total('seconds')) < DURATION_TOLERANCE_S);
}
