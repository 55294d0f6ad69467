/** How written dates and times are said. */
import { MONTH_NAME, monthNumber, MONTHS } from '../calendar.ts';
import { readInteger, readOrdinal, twoDigits, type Reading } from './number-readings.ts';

const DAY = '(?<day>\\d{1,2})(?:st|nd|rd|th)?';
const YEAR = '(?:,?\\s?(?<year>\\d{4})(?!\\d))?';

/** Tried where a number begins. */
const NUMBERS_FIRST: readonly RegExp[] = [
  new RegExp(`${DAY}(?:\\s+of)?[\\s-]+(?<name>${MONTH_NAME})\\b\\.?${YEAR}`, 'iy'),
  /(?<year>\d{4})-(?<month>\d\d)-(?<day>\d\d)(?!\d)/y,
  /(?<month>\d{1,2})\/(?<day>\d{1,2})\/(?<year>\d{4}|\d\d)(?!\d)/y,
  /(?<day>\d{1,2})\.(?<month>\d{1,2})\.(?<year>\d{4})(?!\d)/y,
];
/** Tried where a word begins that may be a month. */
const MONTH_FIRST: readonly RegExp[] = [
  new RegExp(`(?<name>${MONTH_NAME})\\.?\\s+${DAY}(?![\\d:%]|[.,]\\d)${YEAR}`, 'iy'),
];
const MAY_BE_MONTH = /[jfmasond]/i;
const TIME = /(\d{1,2}):(\d\d)(?::(\d\d))?(?![\d:])/y;

export interface Read {
  end: number;
  readings: readonly Reading[];
}

/** The date that begins at an index. */
export function readDate(text: string, at: number): Read | undefined {
  const isNumber = /\d/.test(text[at]!);
  if (!isNumber && !MAY_BE_MONTH.test(text[at]!)) return undefined;
  for (const pattern of isNumber ? NUMBERS_FIRST : MONTH_FIRST) {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.groups;
    const readings = found && readingsOf(found);
    if (readings) return { end: pattern.lastIndex, readings };
  }
  return undefined;
}

/** The time that begins at an index. */
export function readTime(text: string, at: number): Read | undefined {
  TIME.lastIndex = at;
  const time = TIME.exec(text);
  return time ? { end: TIME.lastIndex, readings: readingsOfTime(time) } : undefined;
}

function readingsOf({ day = '', month, name, year }: Partial<Record<string, string>>): Reading[] | undefined {
  if (name) return inMonth(Number(day), monthNumber(name.toLowerCase()), year);
  const readings = inMonth(Number(day), Number(month), year);
  if (!readings) return undefined;
  const inDigits = [month, day].flatMap((part) => readInteger(String(Number(part)))[0]!);
  return [...readings.slice(0, 2), [...inDigits, ...yearOf(year!)]];
}

function inMonth(day: number, month: number, year?: string): Reading[] | undefined {
  const name = MONTHS[month - 1];
  // Of 25/12 the day comes first.
  if (!name) return month <= 31 && day >= 1 && day <= 12 ? inMonth(month, day, year) : undefined;
  if (day < 1 || day > 31) return undefined;
  const [nth] = readOrdinal(String(day));
  const after = year === undefined ? [] : yearOf(year);
  return [
    [name, ...nth!, ...after],
    [...nth!, 'of', name, ...after],
    [...readInteger(String(day))[0]!, name, ...after],
  ];
}

const yearOf = (year: string): Reading => readInteger(year)[0]!;

function readingsOfTime([, hours = '', minutes = '', seconds]: RegExpExecArray): Reading[] {
  const hour = Number(hours);
  const said = readInteger(String(hour))[0]!;
  if (seconds !== undefined) return [[...said, ...twoDigits(Number(minutes)), ...twoDigits(Number(seconds))]];
  const by12 = hour > 12 && hour < 24 ? [readInteger(String(hour - 12))[0]!] : [];
  if (Number(minutes) === 0) return [[...said, "o'clock"], said, ...by12];
  return [said, ...by12].map((words) => [...words, ...twoDigits(Number(minutes))]);
}
