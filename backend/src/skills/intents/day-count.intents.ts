import { daysBetween, resolveDay } from '../dates/resolve-day.js';
import { ago, sayDate, weeks } from '../../language/en/say-day.js';
import type { Intent } from '../engine/intent.js';
import { count, sentence } from '../../language/en/say.js';

const UNKNOWN_DAY = "I don't know when that is. Tell me a date, like May the third.";

/** Days and weeks between two days. */
export const dayCountIntents: readonly Intent[] = [
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
      // Day zero of a month is the last day of the month before.
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
      // The question is about the past: the last Christmas, not the next one.
      const found = await resolveDay(day, now(), 'last');
      if (!found) return undefined;
      const days = daysBetween(found.date, now());
      return days < 0 ? undefined : `${sentence(sayDate(found.date, now()))} was ${ago(days)}.`;
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

/** The second of two days. Without a year it moves to the next year if it is before the first. */
function nextYearIfBefore(date: Date, first: Date, phrase: string): Date {
  if (date >= first || /\d{4}|20 \d\d/.test(phrase)) return date;
  return new Date(date.getFullYear() + 1, date.getMonth(), date.getDate());
}
