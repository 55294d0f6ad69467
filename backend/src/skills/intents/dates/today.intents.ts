import { sayMonth, sayWeekday } from '../../../language/en/calendar.js';
import { ordinal } from '../../../language/en/number-words.js';
import { count, sentence } from '../../../language/en/say.js';
import { sayDate, weeks } from '../../../language/en/say-day.js';
import type { Intent } from '../../engine/intent.js';
import { readPeriod } from '../../dates/period.js';
import { daysBetween, todayOf } from '../../dates/user-time.js';

/** Questions about today. */
export const todayIntents: readonly Intent[] = [
  {
    name: 'date.today',
    best: 'skill',
    templates: [
      'what day is (it|today) [today]',
      'what is the date [today]',
      'what is todays date',
      'what [day] (of the week|of the month) is (it|today) [today]',
      'what date is (it|today)',
      '(what is today|what day is|the date|date|what the date is|what day it is)',
      'what weekday is it',
      'tell me the date',
    ],
    alsoSaid: ['what is the day today', 'the date today', 'what is the day of the week'],
    alsoUnderstood: [
      '[what is] [the] (current|exact|full) (date|day) [today]',
      '[(what is|tell me|give me|show me)] (todays|the todays|this|the current|the) (date|day|weekday) [today]',
      'what is the (day|weekday|day of the week|day of the month|day and date|date and day) [today]',
      '(which|what) (day|date|weekday) [(of the week|of the month)] (is it|is today|is this|are we|do we have) [today]',
      '(which|what) day [of the week] (it is|is today)',
      '(day|the day) of the week [today]',
      'what [is] (today|todays) date [today]',
      'what date (is this|are we at|do we have)',
      'what is todays (date and day|day and date)',
    ],
    answer(_slots, context) {
      const today = todayOf(context);
      return `Today is ${sayDate(today, today)}.`;
    },
  },
  {
    name: 'date.part',
    best: 'skill',
    templates: [
      'what {part=year|month|week} is it',
      'what {part=year|month|week} are we in',
      'what is the current {part=year|month|week}',
    ],
    alsoSaid: [
      '[what is] the [current] {part=week} number',
      'what {part=week} number is it',
      'what number is this {part=week}',
      'what {part=day of the year} is it',
    ],
    alsoUnderstood: [
      '(what|which) {part=year|month|week|quarter|decade|century} (is it|is this|are we in|is it now) [now]',
      '(what|which) {part=week|day} (of the year|of this year|number) (is it|is this|is today|are we in)',
      'what is the [current] {part=year|month|week|quarter|decade|century|week number|week of the year}',
      '{part=week|day} of the year',
      'what {part=day} number (is it|is this|is today)',
      'what is the (number of the day|{part=day} number|{part=day} of the year)',
      'how many {part=days} into the year are we',
      'how many {part=days} have passed (this year|in this year|of this year|so far this year)',
    ],
    answer({ part = 'day' }, context) {
      const { year, month, dayOfYear, daysInYear, weekOfYear } = todayOf(context);
      if (part === 'year') return `It's ${year}.`;
      if (part === 'month') return `It's ${sayMonth(month)}.`;
      if (part === 'quarter') return `It's the ${ordinal(Math.ceil(month / 3))} quarter of ${year}.`;
      if (part === 'decade') return `It's the ${Math.floor(year / 10)}0s.`;
      // The 21st century began in 2001.
      if (part === 'century') return `It's the ${ordinal(Math.ceil(year / 100))} century.`;
      if (part.startsWith('day')) return `It's day ${dayOfYear} of ${daysInYear} this year.`;
      return `It's week ${weekOfYear} of the year.`;
    },
  },
  {
    name: 'date.weekday-or-weekend',
    best: 'skill',
    templates: ['is (it|today) [(a|the)] {kind=weekday|weekend|work day} [today]'],
    alsoUnderstood: ['is (it|today) [a] {kind=workday|working day|business day} [today]'],
    samples: 4,
    answer({ kind = '' }, context) {
      const weekday = todayOf(context).dayOfWeek;
      const right = weekday >= 6 === (kind === 'weekend');
      return `${right ? 'Yes' : 'No'}, today is ${sayWeekday(weekday)}.`;
    },
  },
  {
    name: 'date.left',
    best: 'skill',
    templates: ['how many {unit=days|weeks} are left in (the|this) {period=year|month}'],
    alsoSaid: [
      'how many {unit=days|weeks} are there left in (the|this) {period=year|month}',
      'how many {unit=days|weeks} [are] left this {period=year|month}',
    ],
    alsoUnderstood: [
      'how many {unit=days|weeks|months} [(are|are there|do we have)] (left|remaining) (in|of) (the|this) {period=year|month|quarter|week}',
      'how many {unit=days|weeks|months} (does|do) (the|this) {period=year|month|quarter|week} have left',
      'how many {unit=days|weeks} remain in (the|this) {period=year|month|quarter|week}',
      'how much (time|of it) is left in (the|this) {period=year|month|quarter}',
      'how much of (the|this) {period=year|month|quarter} is left',
    ],
    answer({ unit = 'days', period = '' }, context) {
      const today = todayOf(context);
      const { last } = readPeriod(`this ${period}`, today, 'next')!;
      const days = daysBetween(today, last);
      if (unit === 'months')
        return `${sentence(count(last.month - today.month, 'month'))}, not counting this one.`;
      return `${sentence(unit === 'weeks' ? weeks(days) : count(days, 'day'))}, not counting today.`;
    },
  },
];
