import { sayMonth } from '../../../language/en/calendar.js';
import type { Intent } from '../../engine/intent.js';
import { resolveDay } from '../../dates/resolve-day.js';
import { daysBetween, todayOf } from '../../dates/user-time.js';
import { sayDay, sayDistance } from './say-resolved.js';

/** Questions about other days of the calendar. */
export const dateIntents: readonly Intent[] = [
  {
    name: 'date.when',
    best: 'skill',
    templates: [
      'when is {holiday} [{year=this year}]',
      '(what day|when) does {holiday} (fall|fall on|start)',
    ],
    alsoUnderstood: [
      'when (does|do|will) {holiday} (begin|start|be|happen|come|fall) [{year=this year}]',
      'when (are|will be) {holiday}',
      '(on what|on which|what|which) (day|date|weekday|day of the week) (does|do|will|did) {holiday} (fall|fall on|be|be on|start|land on)',
      '(on what|on which|what|which) (day|date|weekday|day of the week) (does|do|will|did) {holiday} (fall|be|fall on|be on|land on) [in] {year:period}',
    ],
    samples: 24,
    async answer({ holiday = '', year }, context) {
      const today = todayOf(context);
      const found = await resolveDay([holiday, year].filter(Boolean).join(' '), today);
      if (!found) return undefined;
      const days = daysBetween(today, found.date);
      const isSaid = !found.name && Math.abs(days) <= 1;
      // "when is easter 2028" asks for the date alone.
      const isPlain = isSaid || year || (/ \d{4}$|(?:20|19) \d\d$/.test(holiday) && found.name);
      return isPlain ? `${sayDay(found, today)}.` : `${sayDay(found, today)}, ${sayDistance(days)}.`;
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
      'what the (date|day) {verb=is|was|will be} [on] {day}',
      'what (day|date) {verb=was} it {day}',
      'what [day of the week] {verb=is} {day:exactDay}',
      'what [day of the week] {verb=was} {day:exactDay}',
      '[what] (will|would) the (date|day|day of the week) be {day}',
      'what is the (date|day|day of the week) going to be [on] {day}',
      'what (will|would) (the|todays) (date|day|day of the week) [be] {day}',
      'what (day|date|weekday) (will|would) it be {day}',
      '{day:exactDay}',
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
    name: 'date.birth',
    best: 'skill',
    templates: [],
    alsoUnderstood: [
      'what (day|day of the week|weekday) was (i|he|she) born [on] [if (i was|he was|she was) born] on {day}',
      '(i was|he was|she was) born on {day} what (day|day of the week|weekday) was (that|it)',
    ],
    async answer({ day = '' }, context) {
      const today = todayOf(context);
      const found = await resolveDay(day, today, 'last');
      return found && `${sayDay(found, today)}.`;
    },
  },
  {
    name: 'date.part-of-day',
    best: 'skill',
    templates: [],
    alsoUnderstood: [
      'what {part=year|month} (is it|will it be|would it be|was it|is|was) {day}',
      'what is {day:period} [called]',
    ],
    async answer({ part = 'month', day = '' }, context) {
      const today = todayOf(context);
      const found = await resolveDay(day, today);
      if (!found || (found.begins && !/next|last|this/.test(day))) return undefined;
      const { year, month } = found.date;
      const verb = daysBetween(today, found.date) < 0 ? 'was' : 'is';
      if (/year/.test(day) || part === 'year') return `That ${verb} ${year}.`;
      return `That ${verb} ${sayMonth(month)}${year === today.year ? '' : ` ${year}`}.`;
    },
  },
];
