/** Times that come again: `every day at 7`, `at 8 am on mondays`, `weekdays at 6 30`. */
import { sayWeekday, WEEKDAYS } from '../../language/en/calendar.js';
import { list } from '../../language/en/say.js';

const WEEKEND = [6, 7];
const WORKDAYS = [1, 2, 3, 4, 5];
const EVERY_DAY = [...WORKDAYS, ...WEEKEND];

const DAY = `(?:${WEEKDAYS.join('|')})`;
const DAYS = `${DAY}s?(?:(?: and|,)? ${DAY}s?)*`;
const REPEAT = new RegExp(
  String.raw`\b(?:(?:every|each) (day|morning|afternoon|evening|night|weekday|work ?day|weekend|${DAYS})|` +
    String.raw`(?:on )?((?:the )?weekdays|(?:the )?weekends|${DAY}s(?:(?: and|,)? ${DAY}s?)*)|(daily))\b`,
);

export interface Repeats {
  /** Days of the week, from 1 for Monday to 7 for Sunday. */
  days: number[];
  /** The phrase without the days. */
  rest: string;
}

/** @returns undefined if the normalized phrase names no days that come again; one `monday` is a single day */
export function readRepeats(phrase: string): Repeats | undefined {
  const found = REPEAT.exec(phrase);
  if (!found) return undefined;
  const said = found[1] ?? found[2] ?? found[3]!;
  const part = /^(?:morning|afternoon|evening|night)$/.test(said) ? ` ${partOfDay(said)}` : '';
  const before = phrase.slice(0, found.index);
  const rest = `${before}${phrase.slice(found.index + found[0].length)}`.replaceAll(/\s+/g, ' ').trim();
  return { days: daysOf(said), rest: `${rest}${part}` };
}

const partOfDay = (said: string): string => (said === 'night' ? 'at night' : `in the ${said}`);

function daysOf(said: string): number[] {
  if (/weekday|work ?day/.test(said)) return WORKDAYS;
  if (/weekend/.test(said)) return WEEKEND;
  const named = WEEKDAYS.flatMap((name, i) => (said.includes(name) ? [i] : []));
  // WEEKDAYS begins with Sunday.
  return named.length > 0 ? named.map((i) => i || 7).sort((a, b) => a - b) : EVERY_DAY;
}

/** `every day`, `on weekdays`, `every Monday and Friday`. */
export function sayRepeats(days: readonly number[]): string {
  const is = (others: readonly number[]) =>
    others.length === days.length && others.every((day) => days.includes(day));
  if (is(EVERY_DAY)) return 'every day';
  if (is(WORKDAYS)) return 'on weekdays';
  if (is(WEEKEND)) return 'on weekends';
  return `every ${list(days.map(sayWeekday))}`;
}
