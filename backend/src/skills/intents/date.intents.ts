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
    name: 'date.until',
    best: 'skill',
    templates: [
      'how many {unit=days|weeks} [(are there|is it|are|is)] (until|till|to|before) {day:comingDay}',
      'how many {unit=days|weeks} [are] left (until|till) {day:comingDay}',
      'how long [is it] (until|till) {day:comingDay}',
      '{unit=days} until {day:comingDay}',
    ],
    alsoSaid: ['{unit=days|weeks} (till|to|before) {day:comingDay}', 'how far away is {day:holiday}'],
    samples: 70,
    answer: ({ day = '', unit }, { now }) => until(day, unit, now()),
  },
  {
    name: 'date.until.reply',
    best: 'skill',
    after: /^I don't know when that is\./,
    templates: ['[(it is|on|it is on)] {day:date}'],
    samples: 10,
    answer: ({ day = '' }, { now }) => until(day, 'days', now()),
  },
  {
    name: 'date.until.again',
    best: 'skill',
    after: / is in \d+ (?:days?|weeks?)[ ,.]| days? until /,
    templates: ['(and what about|what about|how about|and) [until] {day:comingDay}'],
    samples: 6,
    answer: ({ day = '' }, { now }) => until(day, 'days', now()),
  },
  {
    name: 'date.left',
    best: 'skill',
    templates: ['how many {unit=days|weeks} are left in (the|this) {period=year|month}'],
    alsoSaid: [
      'how many {unit=days|weeks} are there left in (the|this) {period=year|month}',
      'how many {unit=days|weeks} [are] left this {period=year|month}',
    ],
    answer({ unit = '', period = '' }, { now }) {
      const today = now();
      // The zeroth day of a month is the last of the one before.
      const last = new Date(today.getFullYear(), period === 'year' ? 12 : today.getMonth() + 1, 0);
      const days = daysBetween(today, last);
      return `${sentence(unit === 'weeks' ? weeks(days) : count(days, 'day'))}, not counting today.`;
    },
  },
  {
    name: 'date.between',
    best: 'skill',
    templates: [
      'how many {unit=days|weeks} [(are|are there|is it)] (between|from) {from:date} (and|to|until) {to:date}',
    ],
    samples: 10,
    async answer({ from = '', to = '', unit }, { now }) {
      const first = await resolveDay(from, now());
      const second = await resolveDay(to, now());
      if (!first || !second) return undefined;
      const days = Math.abs(daysBetween(first.date, nextYearIfBefore(second.date, first.date, to)));
      return `${sentence(unit === 'weeks' ? weeks(days) : count(days, 'day'))}.`;
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
    alsoSaid: ['how (long|many days) ago was {day}', 'when was {day}'],
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
      'what (is|was|will be) the date [of] {day}',
      'what (day|date) [of the week] (is it|is|will it be|was it|was) {day}',
      'what day [of the week] is {day}',
      'what (is|will be) [the] day {day}',
    ],
    alsoSaid: ['what (is|was) {day:namedDay}'],
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

async function until(day: string, unit: string | undefined, now: Date): Promise<string | undefined> {
  const found = await resolveDay(day, now);
  if (!found) return /birthday|anniversary|vacation|holiday/.test(day) ? UNKNOWN_DAY : undefined;
  const days = daysBetween(now, found.date);
  const date = sayDate(found.date, now);
  const name = sentence(found.name ?? date);
  if (days < 0) return `That was ${ago(-days)}, on ${date}.`;
  if (days === 0) return `${name} is today.`;
  if (days === 1) return `${name} is tomorrow.`;
  const far = unit === 'weeks' && days >= 7 ? weeks(days) : count(days, 'day');
  return found.name ? `${name} is in ${far}, on ${date}.` : `${sentence(far)} until ${date}.`;
}

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

/** The second of two days, a year later where it came out before the first one and its year was not said. */
function nextYearIfBefore(date: Date, first: Date, phrase: string): Date {
  if (date >= first || /\d{4}|20 \d\d/.test(phrase)) return date;
  return new Date(date.getFullYear() + 1, date.getMonth(), date.getDate());
}

/** The week of the ISO 8601 calendar: the first one has the year's first Thursday. */
function isoWeek(date: Date): number {
  const thursday = midnight(date, 3 - ((date.getDay() + 6) % 7));
  return 1 + Math.floor(daysBetween(new Date(thursday.getFullYear(), 0, 1), thursday) / 7);
}
