import { findHoliday, nextDayOf } from '../dates/holidays.js';
import { daysBetween, midnight, resolveDay, type ResolvedDay } from '../dates/resolve-day.js';
import type { Intent } from '../intent.js';
import { count, sentence } from '../say.js';
import { MONTHS } from '../slots/date.slot.js';

const UNKNOWN_DAY = "I don't know when that is. Tell me a date, like May the third.";

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
    answer({ part }, { now }) {
      if (part === 'year') return `It's ${now().getFullYear()}.`;
      if (part === 'month')
        return `It's ${new Intl.DateTimeFormat('en-US', { month: 'long' }).format(now())}.`;
      return `It's week ${isoWeek(now())} of the year.`;
    },
  },
  {
    name: 'date.until',
    best: 'skill',
    templates: [
      'how many {unit=days|weeks} [(are there|is it|are|is)] (until|till|to|before) {day:comingDay}',
      'how many {unit=days|weeks} [are] left (until|till) {day:comingDay}',
      'how long [is it] (until|till) {day:comingDay}',
      '{unit=days} until {day:comingDay}',
    ],
    samples: 70,
    async answer({ day = '', unit }, { now }) {
      const found = await resolveDay(day, now());
      if (!found) return /birthday|anniversary|vacation|holiday/.test(day) ? UNKNOWN_DAY : undefined;
      const days = daysBetween(now(), found.date);
      const name = sentence(found.name ?? sayDate(found.date, now()));
      if (days < 0) return `That was ${ago(-days)}, on ${sayDate(found.date, now())}.`;
      if (days === 0) return `${name} is today.`;
      if (days === 1) return `${name} is tomorrow.`;
      const on = found.name ? `, on ${sayDate(found.date, now())}` : '';
      return `${name} is in ${unit === 'weeks' && days >= 7 ? weeks(days) : count(days, 'day')}${on}.`;
    },
  },
  {
    name: 'date.since',
    best: 'skill',
    templates: [
      'how many days since {day}',
      'how many days (has it been|is it) since {day}',
      'how long (has it been|is it) since {day}',
    ],
    samples: 10,
    async answer({ day = '' }, { now }) {
      const found = await resolveDay(day, now());
      if (!found) return undefined;
      // Said of the past: the last Christmas, not the next one.
      const date = found.date > now() ? lastYear(found, day) : found.date;
      const days = daysBetween(date, now());
      return days < 0 ? undefined : `${sentence(sayDate(date, now()))} was ${ago(days)}.`;
    },
  },
  {
    name: 'date.when',
    best: 'skill',
    templates: ['when is {holiday} [this year]', '(what day|when) does {holiday} (fall|fall on|start)'],
    samples: 24,
    answer({ holiday = '' }, { now }) {
      const found = findHoliday(holiday);
      if (!found) return undefined;
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
      'what (is|was|will be) the date [of] {day}',
      'what (day|date) [of the week] (is it|is|will it be|was it|was) {day}',
      'what day [of the week] is {day}',
      'what (is|will be) [the] day {day}',
    ],
    samples: 60,
    async answer({ day = '' }, { now }) {
      const found = await resolveDay(day, now());
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
    name: 'date.month-length',
    best: 'skill',
    templates: ['how many days (are|are there) in {month}', 'how many days does {month} have'],
    samples: 14,
    answer({ month = '' }, { now }) {
      const days = new Date(now().getFullYear(), MONTHS.indexOf(month) + 1, 0).getDate();
      return `${sentence(month)} has ${days} days${month === 'february' ? ' this year' : ''}.`;
    },
  },
];

/** `Friday, December 25`, with the year where it is another one than now. */
function sayDate(date: Date, now: Date): string {
  const year = date.getFullYear() === now.getFullYear() ? undefined : 'numeric';
  return new Intl.DateTimeFormat('en-US', { weekday: 'long', month: 'long', day: 'numeric', year }).format(
    date,
  );
}

function ago(days: number): string {
  if (days === 0) return 'today';
  return days === 1 ? 'yesterday' : `${count(days, 'day')} ago`;
}

function weeks(days: number): string {
  const rest = days % 7;
  return `${count(Math.floor(days / 7), 'week')}${rest ? ` and ${count(rest, 'day')}` : ''}`;
}

function lastYear(found: ResolvedDay, phrase: string): Date {
  const holiday = findHoliday(phrase);
  if (holiday) return holiday.dayOf(found.date.getFullYear() - 1);
  return new Date(found.date.getFullYear() - 1, found.date.getMonth(), found.date.getDate());
}

/** The week of the ISO 8601 calendar: the first one has the year's first Thursday. */
function isoWeek(date: Date): number {
  const thursday = midnight(date, 3 - ((date.getDay() + 6) % 7));
  return 1 + Math.floor(daysBetween(new Date(thursday.getFullYear(), 0, 1), thursday) / 7);
}
