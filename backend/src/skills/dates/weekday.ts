/** Days by the name of their weekday: `next friday`, `the last monday of november`, `friday the 13th`. */
import { type Temporal } from 'temporal-polyfill';
import { WEEKDAY_NAME, weekdayNumber } from '../../language/en/calendar.js';
import { readPeriod } from './period.js';
import { isBefore, nearestWeekday, type Direction } from './user-time.js';

const PLAIN = new RegExp(
  `^(?:the )?(?:(next|following|this|coming|upcoming|last|past|previous|this coming|this past) )?(${WEEKDAY_NAME})$`,
);
const OF_WEEK = new RegExp(
  `^(?:the )?(${WEEKDAY_NAME}) (?:of |in )?(next|this|last) week$|^(next|this|last) week (?:on )?(${WEEKDAY_NAME})$`,
);
const BEYOND = new RegExp(`^(?:the )?(${WEEKDAY_NAME}) (after next|before last)$`);
const COUNTED = new RegExp(`^(?:in )?(\\d{1,3}) (${WEEKDAY_NAME})s(?: from(?: now| today)?)?$`);
const NTH_OF = new RegExp(`^(?:the )?(1st|2nd|second|3rd|4th|5th|last) (${WEEKDAY_NAME}) (?:of|in) (.+)$`);
const WITH_DAY = new RegExp(`^(?:the )?(?:next |last )?(${WEEKDAY_NAME}) the (\\d{1,2})(?:st|nd|rd|th)?$`);

/** Months until every weekday has met every day that a month can have. */
const CYCLE_MONTHS = 12 * 28;

/** @returns undefined if the phrase is not about a weekday, or there is no such day */
export function weekdayDay(
  phrase: string,
  today: Temporal.PlainDate,
  direction: Direction,
): Temporal.PlainDate | undefined {
  const [, which = '', name] = PLAIN.exec(phrase) ?? [];
  if (name) return plain(weekdayNumber(name), which, today, direction);

  const [, name1, week1, week2, name2] = OF_WEEK.exec(phrase) ?? [];
  const named = name1 ?? name2;
  if (named) return inWeek(weekdayNumber(named), today, weekOffset(week1 ?? week2!));

  const [, beyondName, beyond] = BEYOND.exec(phrase) ?? [];
  if (beyondName) {
    const weekday = weekdayNumber(beyondName);
    return beyond === 'after next'
      ? plain(weekday, 'next', today, 'next').add({ weeks: 1 })
      : plain(weekday, 'last', today, 'last').subtract({ weeks: 1 });
  }

  const [, times, countedName] = COUNTED.exec(phrase) ?? [];
  if (countedName) {
    const first = nearestWeekday(today.add({ days: 1 }), weekdayNumber(countedName));
    return first.add({ weeks: Number(times) - 1 });
  }

  const [, nth, nthName, monthPhrase] = NTH_OF.exec(phrase) ?? [];
  if (nthName) return nthOf(nth!, weekdayNumber(nthName), monthPhrase!, today, direction);

  const [, dayName, day] = WITH_DAY.exec(phrase) ?? [];
  return dayName ? onDay(weekdayNumber(dayName), Number(day), today, direction) : undefined;
}

/** `next` is in the next week from Monday to Sunday, also if that is tomorrow; `last` is the last one before today. */
function plain(
  weekday: number,
  which: string,
  today: Temporal.PlainDate,
  direction: Direction,
): Temporal.PlainDate {
  if (/^(?:next|following)$/.test(which)) return inWeek(weekday, today, 1);
  if (/last|past|previous/.test(which)) return nearestWeekday(today.subtract({ days: 1 }), weekday, 'last');
  if (/coming/.test(which)) return nearestWeekday(today.add({ days: 1 }), weekday);
  return nearestWeekday(today, weekday, direction);
}

const weekOffset = (which: string): number => (which === 'next' ? 1 : which === 'last' ? -1 : 0);

function inWeek(weekday: number, today: Temporal.PlainDate, weeks: number): Temporal.PlainDate {
  return today.add({ days: weeks * 7 + weekday - today.dayOfWeek });
}

function nthOf(
  nth: string,
  weekday: number,
  monthPhrase: string,
  today: Temporal.PlainDate,
  direction: Direction,
): Temporal.PlainDate | undefined {
  const month = readPeriod(monthPhrase, today, direction, true);
  if (!month || month.unit !== 'month') return undefined;
  const found = (first: Temporal.PlainDate) => {
    if (nth === 'last')
      return nearestWeekday(first.add({ months: 1 }).subtract({ days: 1 }), weekday, 'last');
    const position = nth === 'second' ? 2 : Number.parseInt(nth);
    const date = nearestWeekday(first, weekday).add({ weeks: position - 1 });
    return date.month === first.month ? date : undefined;
  };
  const date = found(month.first);
  // `the first monday of november` may be over in this November.
  if (date && !month.isFixed && direction === 'next' && isBefore(date, today)) {
    return found(month.first.add({ years: 1 }));
  }
  return date;
}

/** `friday the 13th`: the nearest month in which that day is that weekday. */
function onDay(
  weekday: number,
  day: number,
  today: Temporal.PlainDate,
  direction: Direction,
): Temporal.PlainDate | undefined {
  if (day < 1 || day > 31) return undefined;
  const step = direction === 'next' ? 1 : -1;
  for (let months = 0; months <= CYCLE_MONTHS; months++) {
    const month = today.with({ day: 1 }).add({ months: step * months });
    if (day > month.daysInMonth) continue;
    const date = month.with({ day });
    const isPast = direction === 'next' ? isBefore(date, today) : isBefore(today, date);
    if (date.dayOfWeek === weekday && !isPast) return date;
  }
  return undefined;
}
