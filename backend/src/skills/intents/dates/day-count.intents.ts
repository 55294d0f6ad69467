import { type Temporal } from 'temporal-polyfill';
import { count, sentence } from '../../../language/en/say.js';
import { ago, sayDate, saySpan, weeks } from '../../../language/en/say-day.js';
import { resolveDay, type ResolvedDay } from '../../dates/resolve-day.js';
import { daysBetween, isBefore, todayOf } from '../../dates/user-time.js';
import type { Intent } from '../../engine/intent.js';

const UNKNOWN_DAY = "I don't know when that is. Tell me a date, like May the third.";

/** Days, weeks, months and years between two days. */
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
    alsoUnderstood: [
      'how many {unit=months|years} [(are there|is it|are|is|left|are left)] (until|till|to|before) {day:comingDay}',
      'how many (more|whole|full) {unit=days|weeks|months} (until|till|to|before) {day:comingDay}',
      'how many {unit=days|weeks|months} [(are there|is it|do i have|do we have|will it be|left|are left|remain|away)] (until|till|to|before) {day:comingDay}',
      'how many {unit=days|weeks|months|years} (away|off) is {day:comingDay}',
      'how many {unit=days|weeks|months|years} is {day:comingDay} (away|from now|from today|off)',
      '{unit=weeks|months} (until|till) {day:comingDay}',
      'how (much time|much longer|much time is left|much time is there|long) [(is it|do i have|do we have|is it going to be|have i got)] (until|till|before|to) {day:comingDay}',
      'how many {unit=sleeps} (until|till|to|before) {day:comingDay}',
      'how (soon|close) is {day:comingDay}',
      '(what is the|the) countdown (to|for|until) {day:comingDay}',
      'how far (off|away) is {day:comingDay}',
      'count [down] the {unit=days} (until|till|to) {day:comingDay}',
    ],
    samples: 70,
    answer: ({ day = '', unit }, context) => until(day, unit, todayOf(context)),
  },
  {
    name: 'date.until.reply',
    best: 'skill',
    after: /^I don't know when that is\./,
    templates: ['[(it is|on|it is on)] {day:date}'],
    samples: 10,
    answer: ({ day = '' }, context) => until(day, 'days', todayOf(context)),
  },
  {
    name: 'date.until.again',
    best: 'skill',
    after: / is in \d+ (?:days?|weeks?)[ ,.]| days? until | starts in \d+ days?/,
    templates: ['(and what about|what about|how about|and) [until] {day:comingDay}'],
    samples: 6,
    answer: ({ day = '' }, context) => until(day, 'days', todayOf(context)),
  },
  {
    name: 'date.between',
    best: 'skill',
    templates: [
      'how many {unit=days|weeks} [(are|are there|is it)] (between|from) {from:date} (and|to|until) {to:date}',
    ],
    alsoUnderstood: [
      'how (long|much time|far) [is it|is there|is] (between|from) {from:date} (and|to|until) {to:date}',
      'how many {unit=months|years} [(are|are there|is it)] (between|from) {from:date} (and|to|until) {to:date}',
      'how many {unit=days|weeks|months|years} (lie|passed|are) between {from:date} and {to:date}',
      '{unit=days|weeks} (between|from) {from:date} (and|to|until) {to:date}',
    ],
    samples: 10,
    async answer({ from = '', to = '', unit = 'days' }, context) {
      const today = todayOf(context);
      const first = await resolveDay(from, today);
      const second = await resolveDay(to, today);
      if (!first || !second) return undefined;
      const last = nextYearIfBefore(second.date, first.date, to);
      const [start, end] = isBefore(last, first.date) ? [last, first.date] : [first.date, last];
      return `${sentence(sayLength(start, end, unit))}.`;
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
    alsoUnderstood: [
      'how many {unit=weeks|months|years} ago was {day}',
      'how many {unit=days|weeks|months|years} [(has it been|is it|have passed|passed|have gone by|are there)] since {day}',
      'how long since {day}',
      '{unit=days|weeks|months|years} since {day}',
    ],
    samples: 10,
    async answer({ day = '', unit = 'days' }, context) {
      const today = todayOf(context);
      // The question is about the past: the last Christmas, not the next one.
      const found = await resolveDay(day, today, 'last');
      if (!found || isBefore(today, found.date)) return undefined;
      const days = daysBetween(found.date, today);
      // Of a year alone, the months since its beginning do not count.
      if (unit === 'years' && found.name && /^\d+$/.test(found.name)) {
        return `${found.name} was ${count(today.year - found.date.year, 'year')} ago.`;
      }
      const far = unit === 'days' || days === 0 ? ago(days) : `${sayLength(found.date, today, unit)} ago`;
      return `${sentence(sayDate(found.date, today))} was ${far}.`;
    },
  },
  {
    name: 'date.age',
    best: 'skill',
    templates: [],
    alsoUnderstood: [
      'how old (am i|is he|is she|are they|is someone|is a person|would i be|will i be) (if|when) [(i was|he was|she was|they were|someone was|i am)] born (on|in) {day}',
      'how old is (someone|somebody|a person|a child) [(who was|that was)] born (on|in) {day}',
      '(i was|he was|she was) born (on|in) {day} how old (am i|is he|is she)',
    ],
    samples: 10,
    async answer({ day = '' }, context) {
      const today = todayOf(context);
      const born = await resolveDay(day, today, 'last');
      if (!born || isBefore(today, born.date)) return undefined;
      const { years } = born.date.until(today, { largestUnit: 'year' });
      // Of a year alone, the birthday may be still to come.
      const isYear = born.begins && born.last && daysBetween(born.date, born.last) > 31;
      if (isYear)
        return `${count(today.year - born.date.year, 'year')}, or one less before the birthday this year.`;
      return born.begins ? undefined : `${sentence(count(years, 'year'))} old.`;
    },
  },
];

async function until(
  day: string,
  unit: string | undefined,
  today: Temporal.PlainDate,
): Promise<string | undefined> {
  const found = await resolveDay(day, today);
  if (!found) return /birthday|anniversary|vacation|holiday/.test(day) ? UNKNOWN_DAY : undefined;
  const days = daysBetween(today, found.date);
  const date = sayDate(found.date, today);
  const name = sentence(found.name ?? date);
  if (found.begins) return untilBegin(found, unit, today);
  if (days < 0) return `That was ${ago(-days)}, on ${date}.`;
  if (days === 0) return `${name} is today.`;
  if (days === 1) return `${name} is tomorrow.`;
  const far = sayLength(today, found.date, unit);
  return found.name ? `${name} is in ${far}, on ${date}.` : `${sentence(far)} until ${date}.`;
}

/** Until next month, or until summer. */
function untilBegin(
  { date, name = '', begins, last }: ResolvedDay,
  unit: string | undefined,
  today: Temporal.PlainDate,
): string {
  const days = daysBetween(today, date);
  if (days <= 0 && last && !isBefore(last, today))
    return `${sentence(name)} has already started: today is part of it.`;
  const near = begins === 'about' ? 'around' : 'on';
  if (days < 0) return `${sentence(name)} started ${ago(-days)}, ${near} ${sayDate(date, today)}.`;
  const far =
    days === 1 ? 'tomorrow' : `in ${begins === 'about' ? 'about ' : ''}${sayLength(today, date, unit)}`;
  return `${sentence(name)} starts ${days === 0 ? 'today' : far}, ${near} ${sayDate(date, today)}.`;
}

/** The time from one day to a later one: in days, or in a larger unit and what is left. */
function sayLength(from: Temporal.PlainDate, to: Temporal.PlainDate, unit: string | undefined): string {
  const days = daysBetween(from, to);
  if (unit === 'weeks' && days >= 7) return weeks(days);
  if (unit === 'months' || unit === 'years') {
    const span = from.until(to, { largestUnit: unit === 'years' ? 'year' : 'month' });
    if (span.years + span.months > 0) return saySpan(span);
  }
  return count(days, unit === 'sleeps' ? 'sleep' : 'day');
}

/** The second of two days. Without a year it moves to the next year if it is before the first. */
function nextYearIfBefore(
  date: Temporal.PlainDate,
  first: Temporal.PlainDate,
  phrase: string,
): Temporal.PlainDate {
  const isFixed = !isBefore(date, first) || /\d{4}|20 \d\d|today|yesterday|tomorrow/.test(phrase);
  return isFixed ? date : date.add({ years: 1 });
}
