/** Reads numbers, durations, clock times and days out of the words of an answer. */
import type { Temporal } from 'temporal-polyfill';
import type { Moment } from './moments.ts';

const MONTHS = [
  ...['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october'],
  ...['november', 'december'],
];
const WEEKDAY = /\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b/gi;
const DATE = new RegExp(String.raw`\b(${MONTHS.join('|')}) (\d{1,2})\b(?:, (\d{4}))?`, 'gi');
const CLOCK = /\b(\d{1,2})(?::(\d\d))? ?([ap])\.?m\b|\b(noon|midnight)\b/gi;
const SECONDS: Readonly<Record<string, number>> = { second: 1, minute: 60, hour: 3600 };
const SMALL = 'zero one two three four five six seven eight nine ten eleven twelve'.split(' ');
const DURATION = new RegExp(
  String.raw`\b(\d+(?:\.\d+)?|an?|half an|${SMALL.join('|')}) (second|minute|hour)s?\b`,
  'gi',
);
const NUMBER = new RegExp(
  String.raw`(?:minus |-)?(?<![\d.,])\d[\d,]*(?:\.\d+)?|\b(?:${SMALL.join('|')})\b`,
  'gi',
);

/** Numbers with the words that follow each, in digits or as words up to twelve. */
export function numbersIn(text: string): { value: number; then: string }[] {
  return [...text.matchAll(NUMBER)].map((found) => {
    const word = SMALL.indexOf(found[0].toLowerCase());
    const digits = found[0].replaceAll(',', '').replace(/^minus /, '-');
    return { value: word >= 0 ? word : Number(digits), then: text.slice(found.index + found[0].length) };
  });
}

/** The result in `12 times 12 is 144`: numbers after the first verb, or all numbers where there is none. */
export function resultsIn(text: string): { value: number; then: string }[] {
  const after = / (?:is|are|has|equals|makes)\b(.*)$/s.exec(text)?.[1];
  return numbersIn(after ?? text);
}

/** The seconds of all durations in a text together. */
export function secondsIn(text: string): number {
  const amount = (word: string) => {
    if (/^half/i.test(word)) return 0.5;
    const small = SMALL.indexOf(word.toLowerCase());
    return small >= 0 ? small : /^a/i.test(word) ? 1 : Number(word);
  };
  return [...text.matchAll(DURATION)].reduce(
    (sum, [, count, unit]) => sum + amount(count!) * SECONDS[unit!.toLowerCase()]!,
    0,
  );
}

/** Clock times as minutes of the day. */
export function clocksIn(text: string): number[] {
  return [...text.matchAll(CLOCK)].map(([, hour, minute = '0', half, word]) => {
    if (word) return word.toLowerCase() === 'noon' ? 720 : 0;
    return ((Number(hour) % 12) + (half!.toLowerCase() === 'p' ? 12 : 0)) * 60 + Number(minute);
  });
}

export function weekdaysIn(text: string): string[] {
  return (text.match(WEEKDAY) ?? []).map((day) => day.toLowerCase());
}

export function monthsIn(text: string): string[] {
  return (text.match(new RegExp(String.raw`\b(?:${MONTHS.join('|')})\b`, 'gi')) ?? []).map((m) =>
    m.toLowerCase(),
  );
}

/** Dates as `11-29` or, where the year is said, `2026-11-29`. */
export function datesIn(text: string): string[] {
  return [...text.matchAll(DATE)].map(([, month, day, year]) => {
    const written = `${two(MONTHS.indexOf(month!.toLowerCase()) + 1)}-${two(Number(day))}`;
    return year ? `${year}-${written}` : written;
  });
}

/** Whether a text names this day, and no other date, weekday or year. */
export function saysDay(text: string, day: Temporal.PlainDate): boolean {
  const written = day.toString();
  const dates = datesIn(text);
  return (
    dates.length > 0 &&
    dates.every((date) => written.endsWith(date)) &&
    weekdaysIn(text).every((name) => name === weekdayOf(day))
  );
}

export const weekdayOf = (day: Temporal.PlainDate): string =>
  day.toLocaleString('en-US', { weekday: 'long' }).toLowerCase();

export const monthOf = (day: Temporal.PlainDate): string => MONTHS[day.month - 1]!;

export const minutesOf = (moment: Moment): number => moment.hour * 60 + moment.minute;

const two = (value: number): string => String(value).padStart(2, '0');
