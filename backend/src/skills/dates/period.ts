/** Weeks, months, quarters and years by name: `next month`, `this weekend`, `december 2027`. */
import { Temporal } from 'temporal-polyfill';
import { MONTH_NAME, monthNumber, sayMonth } from '../../language/en/calendar.js';
import type { Direction } from './user-time.js';

export type PeriodUnit = 'week' | 'weekend' | 'month' | 'quarter' | 'year' | 'decade' | 'century';

export interface Period {
  unit: PeriodUnit;
  first: Temporal.PlainDate;
  last: Temporal.PlainDate;
  /** The name in an answer: `next month`, `December`. */
  name: string;
  /** Which one is meant is certain: it was said with a year, or with `next`, `this` or `last`. */
  isFixed: boolean;
}

const RELATIVE =
  /^(?:the )?(?:(next|following|coming|upcoming|this|current|last|past|previous) )?(week|weekend|month|quarter|(?:calendar )?year|decade|century)$/;
const MONTH = new RegExp(
  `^(?:(next|this|last) )?(${MONTH_NAME})(?:(?: of| in)? (\\d{4}|(?:20|19) \\d\\d|this year|next year|last year))?$`,
);
const YEAR = /^(?:the )?(?:year )?(\d{4}|(?:20|19) \d\d)$/;

/**
 * @param withCurrent a month without a year may be the current one, as in `the end of november`
 * @returns undefined if the phrase names no period
 */
export function readPeriod(
  phrase: string,
  today: Temporal.PlainDate,
  direction: Direction,
  withCurrent = false,
): Period | undefined {
  const [, which = 'this', said] = RELATIVE.exec(phrase) ?? [];
  if (said) {
    const unit = said.replace('calendar ', '') as PeriodUnit;
    const step = /next|following|coming/.test(which) ? 1 : /last|past|previous/.test(which) ? -1 : 0;
    const name = `${['last', 'this', 'next'][step + 1]} ${unit}`;
    return { unit, name, isFixed: true, ...boundsOf(unit, today, step) };
  }
  const [, whichMonth, monthName, inYear] = MONTH.exec(phrase) ?? [];
  if (monthName) return month(monthNumber(monthName), whichMonth, inYear, today, direction, withCurrent);
  const [, year] = YEAR.exec(phrase) ?? [];
  if (!year) return undefined;
  const first = new Temporal.PlainDate(yearOf(year), 1, 1);
  return {
    unit: 'year',
    name: yearOf(year).toString(),
    isFixed: true,
    first,
    last: lastOf(first, { years: 1 }),
  };
}

/** `2027`, or as it is spoken: `20 27`. */
const yearOf = (said: string): number => Number(said.replace(' ', ''));

/** The year of `2027`, `20 27`, `this year`, `next year` or `last year`. */
export function sayingYear(said: string, today: Temporal.PlainDate): number {
  const [which] = /^(?:next|last|this)/.exec(said) ?? [];
  return which ? today.year + (which === 'next' ? 1 : which === 'last' ? -1 : 0) : yearOf(said);
}

const lastOf = (first: Temporal.PlainDate, length: Temporal.DurationLike): Temporal.PlainDate =>
  first.add(length).subtract({ days: 1 });

function month(
  number: number,
  which: string | undefined,
  inYear: string | undefined,
  today: Temporal.PlainDate,
  direction: Direction,
  withCurrent: boolean,
): Period {
  const at = (year: number): Period => {
    const first = new Temporal.PlainDate(year, number, 1);
    const name = year === today.year || !inYear ? sayMonth(number) : `${sayMonth(number)} ${year}`;
    const isFixed = inYear !== undefined;
    return { unit: 'month', name, isFixed, first, last: lastOf(first, { months: 1 }) };
  };
  if (inYear) return at(sayingYear(inYear, today));
  const isCurrent = number === today.month;
  if (isCurrent && (withCurrent || which === 'this')) return at(today.year);
  const isOver = number < today.month || (isCurrent && which !== 'last');
  if (direction === 'last' || which === 'last') return at(today.year - (isOver ? 0 : 1));
  return at(today.year + (number > today.month ? 0 : 1));
}

/** @param step 0 is the current one, 1 the next one */
function boundsOf(unit: PeriodUnit, today: Temporal.PlainDate, step: number): Pick<Period, 'first' | 'last'> {
  const monday = today.add({ days: step * 7 + 1 - today.dayOfWeek });
  switch (unit) {
    case 'week':
      return { first: monday, last: monday.add({ days: 6 }) };
    case 'weekend':
      return { first: monday.add({ days: 5 }), last: monday.add({ days: 6 }) };
    case 'month':
      return spanOf(today.with({ day: 1 }), { months: 1 }, step);
    case 'quarter': {
      const month = today.month - ((today.month - 1) % 3);
      return spanOf(today.with({ month, day: 1 }), { months: 3 }, step);
    }
    case 'year':
      return spanOf(today.with({ month: 1, day: 1 }), { years: 1 }, step);
    case 'decade':
      return spanOf(new Temporal.PlainDate(today.year - (today.year % 10), 1, 1), { years: 10 }, step);
    case 'century':
      // The 21st century began in 2001.
      return spanOf(
        new Temporal.PlainDate(today.year - ((today.year - 1) % 100), 1, 1),
        { years: 100 },
        step,
      );
  }
}

function spanOf(
  current: Temporal.PlainDate,
  length: { years?: number; months?: number },
  step: number,
): Pick<Period, 'first' | 'last'> {
  const { years = 0, months = 0 } = length;
  const first = current.add({ years: years * step, months: months * step });
  return { first, last: lastOf(first, length) };
}
