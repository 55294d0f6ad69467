import { MONTHS } from '../../../language/en/calendar.js';
import { count, sentence } from '../../../language/en/say.js';
import { sayDate, weeks } from '../../../language/en/say-day.js';
import { readPeriod } from '../../dates/period.js';
import { daysBetween, todayOf } from '../../dates/user-time.js';
import type { Intent } from '../../engine/intent.js';

/** Leap years, and the lengths of months and years. */
export const yearIntents: readonly Intent[] = [
  {
    name: 'date.leap-year',
    best: 'skill',
    templates: ['is {year=this year|it|this} a leap year'],
    alsoSaid: ['(is|was|will) {year:count} [be] a leap year'],
    alsoUnderstood: [
      '(is|was|will) {year=this year|it|this|next year|last year} [be] a leap year',
      '(is|was|will) [the] year {year:count} [be] a leap year',
    ],
    samples: 4,
    answer({ year = '' }, context) {
      const today = todayOf(context);
      const asked = readPeriod(/^(?:it|this)$/.test(year) ? 'this year' : year, today, 'next');
      if (!asked) return undefined;
      const { year: number, inLeapYear } = asked.first;
      const verb = number < today.year ? 'was' : 'is';
      return `${inLeapYear ? 'Yes' : 'No'}, ${number} ${verb} ${inLeapYear ? 'a' : 'no'} leap year.`;
    },
  },
  {
    name: 'date.next-leap-year',
    best: 'skill',
    templates: [],
    alsoUnderstood: [
      'when (is|will be) the {which=next|coming} leap year',
      '(what|which|what year|which year) (is|will be|was) the {which=next|last} leap year',
      'when was the {which=last} leap year',
    ],
    answer({ which }, context) {
      const today = todayOf(context);
      const step = which === 'last' ? -1 : 1;
      let year = today.add({ years: step });
      while (!year.inLeapYear) year = year.add({ years: step });
      return `The ${which === 'last' ? 'last leap year was' : 'next leap year is'} ${year.year}.`;
    },
  },
  {
    name: 'date.month-length',
    best: 'skill',
    templates: ['how many days (are|are there) in {month}', 'how many days does {month} have'],
    alsoSaid: ['how many days in {month}'],
    alsoUnderstood: [
      'how many {unit=days|weeks} [(are|are there)] in {period:period}',
      'how many days [(are|are there)] in (a|1) {period=leap year|common year}',
      'how many {unit=days} (does|did|will) {period:period} have',
      'how long is {month}',
    ],
    samples: 14,
    answer({ month = '', period = month, unit = 'days' }, context) {
      if (/ year$/.test(period) && /^(?:leap|common)/.test(period)) {
        return `A ${period} has ${period === 'leap year' ? 366 : 365} days.`;
      }
      const today = todayOf(context);
      // Without a year, February is the one of this year.
      const isPlain = MONTHS.includes(period);
      const found = readPeriod(isPlain ? `${period} this year` : period, today, 'next');
      if (!found) return undefined;
      const days = daysBetween(found.first, found.last) + 1;
      const far = unit === 'weeks' ? weeks(days) : count(days, 'day');
      return `${sentence(found.name)} has ${far}${period === 'february' ? ' this year' : ''}.`;
    },
  },
  {
    name: 'date.period',
    best: 'skill',
    templates: [],
    alsoUnderstood: [
      '(what|which) (dates|days) (are|is|does|belong to) {period:period} [(have|include)]',
      'what are the dates (of|for) {period:period}',
    ],
    answer({ period = '' }, context) {
      const today = todayOf(context);
      const found = readPeriod(period, today, 'next');
      if (!found) return undefined;
      const [first, last] = [sayDate(found.first, today), sayDate(found.last, today)];
      return `${sentence(found.name)} is from ${first} to ${last}.`;
    },
  },
];
