/** Why a phrase cannot be a moment to come: `february 30`, `25 oclock`, `yesterday`, `6 and at 7`. */
import { MONTH_NAME } from '../../language/en/calendar.js';
import { readClockTime } from '../dates/clock-time.js';
import { resolveDay } from '../dates/resolve-day.js';
import { isBefore, todayOf, type UserClock } from '../dates/user-time.js';
import { resolveWhen } from './when.js';

const NUMBER = String.raw`(?:the )?\d{1,3}(?:st|nd|rd|th)?`;
const DATE = new RegExp(
  String.raw`\b${MONTH_NAME} ${NUMBER}(?:,? \d{4})?\b|\b${NUMBER} (?:of )?${MONTH_NAME}(?:,? \d{4})?\b|\bthe \d{1,3}(?:st|nd|rd|th)\b`,
);
const TIME = /\b\d{1,3}(?:[ .]\d{1,3})? ?(?:oclock|o clock|am|pm|a m|p m|hours)\b|^\d{1,3}(?: \d{2}\b|$)/;
const SEVERAL = / (?:and|or) (?:(?:one|another|another one) )?/;

/**
 * @param phrase normalized, which names no moment for `resolveWhen`
 * @returns what to say about it, or undefined if it is only incomplete
 */
export async function impossibleWhen(phrase: string, clock: UserClock): Promise<string | undefined> {
  const text = phrase.replace(/^(?:for|at|on|by|in) /, '');
  const today = todayOf(clock);
  const [date] = DATE.exec(text) ?? [];
  if (date && !(await resolveDay(date, today))) return 'There is no such day in the calendar.';
  const [time] = TIME.exec(text.replace(date ?? '', '').trim()) ?? [];
  if (time && !readClockTime(time)) return 'There is no such time of day.';
  const day = await resolveDay(text, today);
  if (day && !day.begins && isBefore(day.date, today)) return 'That day is over already.';
  const parts = text.split(SEVERAL);
  const moments = await Promise.all(parts.map((part) => resolveWhen(part, clock)));
  return parts.length > 1 && moments.every(Boolean) ? 'One time in each sentence, please.' : undefined;
}
