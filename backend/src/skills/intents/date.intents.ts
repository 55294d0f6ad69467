import { findHoliday, nextDayOf } from '../../language/en/holidays.js';
import { daysBetween, midnight, resolveDay } from '../dates/resolve-day.js';
import { sayDate } from '../../language/en/say-day.js';
import type { Intent } from '../engine/intent.js';
import { count, sentence } from '../../language/en/say.js';
import { MONTHS } from '../../language/en/calendar.js';

/** Questions about the calendar. */
export const dateIntents: readonly Intent[] = [
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
    alsoSaid: ['what is the day today', 'the date today'],
    answer: (_slots, { now }) => `Today is ${sayDate(now(), now())}.`,
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
    ],
    answer({ part }, { now }) {
      if (part === 'year') return `It's ${now().getFullYear()}.`;
      if (part === 'month')
        return `It's ${new Intl.DateTimeFormat('en-US', { month: 'long' }).format(now())}.`;
      return `It's week ${isoWeek(now())} of the year.`;
    },
  },
  {
    name: 'date.when',
    best: 'skill',
    templates: ['when is {holiday} [this year]', '(what day|when) does {holiday} (fall|fall on|start)'],
    samples: 24,
    answer({ holiday = '' }, { now }) {
      const [, name = holiday, year] = /^(.*?)(?: in)? (20 ?\d\d)$/.exec(holiday) ?? [];
      const found = findHoliday(name);
      if (!found) return undefined;
      if (year)
        return `${sentence(found.name)} is on ${sayDate(found.dayOf(Number(year.replace(' ', ''))), now())}.`;
      const date = nextDayOf(found, now());
      const days = daysBetween(now(), date);
      const far = days === 0 ? 'today' : days === 1 ? 'tomorrow' : `in ${count(days, 'day')}`;
      return `${sentence(found.name)} is on ${sayDate(date, now())}, ${far}.`;
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
    alsoSaid: ['what (is|was) {day:namedDay}'],
    samples: 60,
    async answer({ day = '', verb: asked = '' }, { now }) {
      const found = await resolveDay(day, now(), asked.startsWith('was') ? 'last' : 'next');
      if (!found) return undefined;
      const days = daysBetween(now(), found.date);
      const verb = days < 0 ? 'was' : 'is';
      if (found.name) return `${sentence(found.name)} ${verb} on ${sayDate(found.date, now())}.`;
      if (Math.abs(days) <= 1) {
        return `${['Yesterday', 'Today', 'Tomorrow'][days + 1]} ${verb} ${sayDate(found.date, now())}.`;
      }
      return days < 0 ? `That was ${sayDate(found.date, now())}.` : `That is ${sayDate(found.date, now())}.`;
    },
  },
  {
    name: 'date.weekday-or-weekend',
    best: 'skill',
    templates: ['is (it|today) [(a|the)] {kind=weekday|weekend|work day} [today]'],
    samples: 4,
    answer({ kind = '' }, { now }) {
      const weekend = [0, 6].includes(now().getDay());
      const right = weekend === (kind === 'weekend');
      return `${right ? 'Yes' : 'No'}, today is ${new Intl.DateTimeFormat('en-US', { weekday: 'long' }).format(now())}.`;
    },
  },
  {
    name: 'date.leap-year',
    best: 'skill',
    templates: ['is {year=this year|it|this} a leap year'],
    alsoSaid: ['(is|was|will) {year:count} [be] a leap year'],
    samples: 4,
    answer({ year = '' }, { now }) {
      const asked = /^\d+$/.test(year) ? Number(year) : now().getFullYear();
      const leap = new Date(asked, 2, 0).getDate() === 29;
      return `${leap ? 'Yes' : 'No'}, ${asked} is ${leap ? 'a' : 'no'} leap year.`;
    },
  },
  {
    name: 'date.month-length',
    best: 'skill',
    templates: ['how many days (are|are there) in {month}', 'how many days does {month} have'],
    alsoSaid: ['how many days in {month}'],
    samples: 14,
    answer({ month = '' }, { now }) {
      const days = new Date(now().getFullYear(), MONTHS.indexOf(month) + 1, 0).getDate();
      return `${sentence(month)} has ${days} days${month === 'february' ? ' this year' : ''}.`;
    },
  },
];

/** The ISO 8601 week: week 1 has the year's first Thursday. */
function isoWeek(date: Date): number {
  const thursday = midnight(date, 3 - ((date.getDay() + 6) % 7));
  return 1 + Math.floor(daysBetween(new Date(thursday.getFullYear(), 0, 1), thursday) / 7);
}
