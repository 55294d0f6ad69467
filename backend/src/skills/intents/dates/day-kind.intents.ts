import { sayWeekday, WEEKDAY_NAME, weekdayNumber } from '../../../language/en/calendar.js';
import { count, sentence } from '../../../language/en/say.js';
import { sayDate } from '../../../language/en/say-day.js';
import { resolveDay } from '../../dates/resolve-day.js';
import { isBefore, todayOf } from '../../dates/user-time.js';
import type { Intent } from '../../engine/intent.js';
import { sayDay } from './say-resolved.js';

/** Counting days one by one is fast enough for this many. */
const LONGEST_COUNT_YEARS = 20;

/** Which kind of day a day is, and how many of a kind there are. */
export const dayKindIntents: readonly Intent[] = [
  {
    name: 'date.check',
    best: 'skill',
    templates: [],
    alsoSaid: ['is {day:namedDay} [a] {kind:dayKind}'],
    alsoUnderstood: [
      '(is|was|will) {day} [be] [on] (a|the) {kind:dayKind} [(yet|already|today|now)]',
      '(is|was|will) {day} [be] [on] {kind:dayKind} [(yet|already|today|now)]',
      '(is it|will it be|was it) [(a|the)] {kind:dayKind} {day}',
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
    name: 'date.count-kind',
    best: 'skill',
    templates: [],
    alsoUnderstood: [
      'how many (more|other) {kind:dayKinds} (until|till|to|before) {day:comingDay}',
      'how many {kind:dayKinds} [(are there|are left|left|is it|do i have)] (until|till|to|before) {day:comingDay}',
    ],
    async answer({ kind = '', day = '' }, context) {
      const today = todayOf(context);
      const found = await resolveDay(day, today);
      if (!found || found.begins === 'about' || !isBefore(today, found.date)) return undefined;
      if (today.until(found.date, { largestUnit: 'year' }).years >= LONGEST_COUNT_YEARS) return undefined;
      let amount = 0;
      for (let each = today.add({ days: 1 }); isBefore(each, found.date); each = each.add({ days: 1 })) {
        if (isOfKind(each.dayOfWeek, kind)) amount++;
      }
      const one = new RegExp(`^${WEEKDAY_NAME}s$`).test(kind)
        ? sayWeekday(weekdayNumber(kind))
        : kind.replace(/s$/, '');
      // Which days are free differs from place to place.
      const note = /work|business/.test(kind) ? ' Holidays are not taken into account.' : '';
      return `${sentence(count(amount, one))} between today and ${sayDate(found.date, today)}.${note}`;
    },
  },
];

/** @param kind a weekday, `weekend`, or `weekdays` and other words for Mondays to Fridays; a weekend counts once */
function isOfKind(dayOfWeek: number, kind: string): boolean {
  if (new RegExp(`^${WEEKDAY_NAME}s?$`).test(kind)) return weekdayNumber(kind) === dayOfWeek;
  return /weekend/.test(kind) ? dayOfWeek === 6 : dayOfWeek <= 5;
}
