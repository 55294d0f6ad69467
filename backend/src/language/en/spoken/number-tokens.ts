/** Numbers as names have them: with separators, units and endings. */
import { findUnit, unitOf } from '../units.ts';
import {
  eachDigit,
  readDecade,
  readGrouped,
  readInteger,
  readOrdinal,
  readParts,
  type Reading,
} from './number-readings.ts';
import { SYMBOLS } from './word-lists.ts';

interface ReadNumber {
  end: number;
  readings: readonly Reading[];
  kind: 'number' | 'word';
}

/** What can be read of a match; undefined if it is something else. */
type Rule = readonly [pattern: RegExp, read: (found: RegExpExecArray) => readonly Reading[] | undefined];

/** Fewer digits are a range of numbers rather than a telephone number. */
const MIN_PHONE_DIGITS = 7;

const FRACTIONS: Readonly<Record<string, string>> = {
  ...{
    '1/2': 'one half',
    '1/3': 'one third',
    '2/3': 'two thirds',
    '1/4': 'one quarter',
    '3/4': 'three quarters',
  },
};

const RULES: readonly Rule[] = [
  [/(\d+)(?:st|nd|rd|th)(?!\p{L})/uy, ([, digits = '']) => readOrdinal(digits)],
  [/(\d{2}|\d{4})['’]?s(?!\p{L})/uy, ([, digits = '']) => readDecade(Number(digits))],
  [/\d{1,3}(?:([, ])\d{3})(?:\1\d{3})*(?!\d)/y, ([all]) => readGrouped(all.replaceAll(/\D/g, ''))],
  [/\d+(?:\.\d+)+/y, ([all]) => readParts(all.split('.'))],
  [/(\d{1,3})\/(\d{1,3})(?!\d)/y, ([all, top = '', bottom = '']) => readFraction(all, top, bottom)],
  [/\d+/y, ([all]) => readInteger(all)],
];
/** "1.2K", "3M" */
const SCALE_SIGNS: Readonly<Record<string, readonly Reading[]>> = {
  ...{
    K: [['k.'], ['thousand']],
    k: [['k.'], ['thousand']],
    M: [['million'], ['m.']],
    B: [['billion'], ['b.']],
  },
};
const UNIT = /\s?(mAh|kWh|[kMG]Hz|[MG]bps|[\p{L}]{1,3})(?![\p{L}\p{N}'’])/uy;

/** The number that begins at an index, with its unit. */
export function readNumber(text: string, at: number): ReadNumber {
  for (const [pattern, read] of RULES) {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    const readings = found && read(found);
    if (readings) return withUnit(text, pattern.lastIndex, readings, found[0]);
  }
  return { end: at + 1, readings: [[]], kind: 'number' };
}

const PHONE = /\+\d[\d\s()./-]{5,}\d|\(?\d{2,5}\)?[-\s./]\d{3,4}(?:[-\s./]\d{3,5})*(?![\d.,%])/y;
/** "2020-2024", "1.234.567", "10 000" */
const NO_PHONE = /^(?:\d{4}\D\d{4}|\d{1,3}([./\s])\d{3}(?:\1\d{3})*)$/;

/** The telephone number that begins at an index: digit by digit. */
export function readPhone(text: string, at: number): ReadNumber | undefined {
  PHONE.lastIndex = at;
  const [written = ''] = PHONE.exec(text) ?? [];
  const digits = written.replaceAll(/\D/g, '');
  if (digits.length < MIN_PHONE_DIGITS || NO_PHONE.test(written)) return undefined;
  const readings = eachDigit(digits);
  const international = written.startsWith('+')
    ? readings.slice(0, 1).map((words) => ['plus', ...words])
    : [];
  return { end: PHONE.lastIndex, readings: [...international, ...readings], kind: 'number' };
}

/** "24/7", "1/2" */
function readFraction(written: string, top: string, bottom: string): Reading[] {
  const named = FRACTIONS[written]?.split(' ');
  const row = [...readInteger(top)[0]!, ...readInteger(bottom)[0]!];
  return named ? [named, row] : [row];
}

function withUnit(text: string, end: number, readings: readonly Reading[], written: string): ReadNumber {
  UNIT.lastIndex = end;
  const unit = UNIT.exec(text);
  const isTouching = unit !== null && !/^\s/.test(unit[0]);
  const names = unit && unitNames(unit[1]!, written, isTouching);
  if (!unit || !names) return { end, readings, kind: 'number' };
  const count = Math.min(3, Math.max(readings.length, names.length));
  const joined = Array.from({ length: count }, (_, i) => [
    ...readings[Math.min(i, readings.length - 1)]!,
    ...names[Math.min(i, names.length - 1)]!,
  ]);
  return { end: UNIT.lastIndex, readings: joined, kind: 'word' };
}

/** The ways to say a unit after a number; undefined for what is no unit. */
function unitNames(symbol: string, amount: string, isTouching: boolean): Reading[] | undefined {
  const letters = [...symbol.toLowerCase()].map((letter) => `${letter}.`);
  if (/^[ap]m$/i.test(symbol)) return [letters];
  const special = SYMBOLS[symbol];
  if (special) {
    const words = special.split(' ');
    const single = special.endsWith('s') && words.length === 1 ? [[special.slice(0, -1)]] : [];
    return [words, ...single, letters];
  }
  const scale = isTouching ? SCALE_SIGNS[symbol] : undefined;
  if (scale) return [...scale];
  // "5 in" and "3 m" may be words and letters of the name.
  if (!isTouching && (symbol.length < 2 || /^(?:in|a|i)$/i.test(symbol))) return undefined;
  const unit = findUnit(symbol.toLowerCase());
  if (!unit || unit.singular === symbol.toLowerCase() || /^[A-Zcfjk]$/.test(symbol)) return undefined;
  return [unitOf(unit, amount).split(' '), letters];
}
