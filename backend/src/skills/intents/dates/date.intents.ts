import { MONTHS, sayWeekday, WEEKDAY_NAME, weekdayNumber } from '../../../language/en/calendar.js';
import { count, sentence } from '../../../language/en/say.js';
import type { Intent } from '../../engine/intent.js';
import { readPeriod } from '../../dates/period.js';
import { resolveDay } from '../../dates/resolve-day.js';
import { daysBetween, todayOf } from '../../dates/user-time.js';
import { sayDay, sayDistance } from './say-resolved.js';

/** Questions about other days of the calendar. */
export const dateIntents: readonly Intent[] = [
  {
    name: 'date.when',
    best: 'skill',
    templates: ['when is {holiday} [this year]', '(what day|when) does {holiday} (fall|fall on|start)'],
    alsoUnderstood: [
      'when (does|do|will) {holiday} (begin|start|be|happen|come|fall) [this year]',
      'when (are|will be) {holiday}',
      '(on what|on which|what|which) (day|date|weekday|day of the week) (does|do|will) {holiday} (fall|fall on|be|be on|start|land on)',
    ],
    samples: 24,
    async answer({ holiday = '' }, context) {
      const today = todayOf(context);
      const found = await resolveDay(holiday, today);
      if (!found) return undefined;
      // "when is easter 2028" asks for the date alone.
      return / \d{4}$|(?:20|19) \d\d$/.test(holiday) && found.name
        ? `${sayDay(found, today)}.`
        : `${sayDay(found, today)}, ${sayDistance(daysBetween(today, found.date))}.`;
    },
  },
  {
    name: 'date.check',
    best: 'skill',
    templates: [],
    alsoSaid: ['is {day:namedDay} [a] {kind:dayKind}'],
    alsoUnderstood: [
      '(is|was|will) {day} [be] [on] (a|the) {kind:dayKind}',
      '(is|was|will) {day} [be] [on] {kind:dayKind}',
      '(does|will) {day} (fall|be|land) on [(a|the)] {kind:dayKind}',
    ],
    samples: 10,
    async answer({ day = '', kind = '' }, context) {
      const today = todayOf(context);
      const found = await resolveDay(day === 'it' ? 'today' : day, today);
      if (!found || found.begins) return undefined;
      const { dayOfWeek } = found.date;
      const right = new RegExp(`^${WEEKDAY_NAME}$`).test(kind)
        ? weekdayNumber(kind) === dayOfWeek
        : dayOfWeek >= 6 === (kind === 'weekend');
      const said = found.date.equals(today)
        ? `today is ${sayWeekday(dayOfWeek)}`
        : `${sayDay(found, today).replace(/^(?:That|Tomorrow|Yesterday)/, (word) => word.toLowerCase())}`;
      return `${right ? 'Yes' : 'No'}, ${said}.`;
    },
  },
  {
    name: 'date.day',
    best: 'skill',
    templates: [
      'what is the date {day}',
      'what is {day:namedDay} date',
      'what {verb=is|was|will be} the date [of] {day}',
      'what (day|date) [of the week] {verb=is it|is|will it be|was it|was} {day}',
      'what day [of the week] is {day}',
      'what (is|will be) [the] day {day}',
    ],
    alsoSaid: ['what (is|was) {day:namedDay}', 'what was {day:namedDay} date'],
    alsoUnderstood: [
      'what {verb=was|is|will be} {day:namedDay} (date|day|weekday)',
      '(which|what|on which|on what) (day|date|weekday) [(of the week|of the month)] {verb=is it|is|will it be|will be|was it|was|will} {day} [(be|on|fall on)]',
      'what {verb=was|is|will be} the (day|weekday|day of the week|date) [(on|of|for)] {day}',
      '{day:namedDay} date',
      'what (day|date) {verb=was} it {day}',
      'what [day of the week] {verb=is} {day:exactDay}',
      'what (day|date) (comes|follows) {day:exactDay}',
      '(give|tell) me the (date|day) {day}',
      '(the|what) date {day:exactDay}',
    ],
    samples: 60,
    async answer({ day = '', verb: asked = '' }, context) {
      const today = todayOf(context);
      const found = await resolveDay(day, today, asked.startsWith('was') ? 'last' : 'next');
      return found && `${sayDay(found, today)}.`;
    },
  },
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
      '(what|which year) (is|will be|was) the {which=next|last} leap year',
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
      'how many {unit=days|weeks} (are|are there) in {period:period}',
      'how many {unit=days} (does|did|will) {period:period} have',
      'how long is {month}',
    ],
    samples: 14,
    answer({ month = '', period = month, unit = 'days' }, context) {
      const today = todayOf(context);
      // Without a year, February is the one of this year.
      const isPlain = MONTHS.includes(period);
      const found = readPeriod(isPlain ? `${period} this year` : period, today, 'next');
      if (!found) return undefined;
      const days = daysBetween(found.first, found.last) + 1;
      const far =
        unit === 'weeks'
          ? `${count(Math.floor(days / 7), 'week')} and ${count(days % 7, 'day')}`
          : count(days, 'day');
      return `${sentence(found.name)} has ${far}${period === 'february' ? ' this year' : ''}.`;
    },
  },
];
