import { MONTHS } from '../calendar.js';
import { ordinal, ordinalValue, SCALES, SMALL_NUMBERS, TENS } from '../number-words.js';

const SCALE_OF = new Map(SCALES);
const MONTH_NAMES = new Set(MONTHS);

/** Words before `point` as a noun. */
const NOUN_FOLLOWS = /^(?:the|a|an|this|that|which|what|my|your|his|her|our|their|at|to|no|one|good)$/;

interface Reading {
  value: string;
  /** Index of the first word after the number. */
  end: number;
}

/**
 * Writes every spoken number of a sentence in digits: `twenty three times one point five` becomes `23 times 1.5`,
 * `december twenty fifth` becomes `december 25th`. Articles stay (`set a timer`), except in `a hundred`.
 */
export function writeDigits(sentence: string): string {
  const words = sentence.split(' ').filter(Boolean);
  const written: string[] = [];
  for (let at = 0; at < words.length;) {
    const reading = readOrdinal(words, at) ?? readNumber(words, at);
    written.push(reading?.value ?? words[at]!);
    at = reading?.end ?? at + 1;
  }
  return written.join(' ');
}

function readOrdinal(words: readonly string[], at: number): Reading | undefined {
  const tens = TENS.indexOf(words[at]!);
  const compound = tens >= 2;
  const word = words[compound ? at + 1 : at];
  const value = word === undefined ? undefined : ordinalValue(word);
  if (value === undefined || (compound && value > 9)) return undefined;
  // "the fifty second [egg] timer" lasts 50 seconds and is not the 52nd.
  const named = words.slice(at + 2, at + 5);
  if (compound && word === 'second' && (named[0] === 'one' || named.includes('timer'))) return undefined;
  // `second` is also a unit of time: an ordinal only in a date or a row ("may second", "the second").
  const before = words[at - 1];
  if (word === 'second' && !(before !== undefined && (before === 'the' || MONTH_NAMES.has(before))))
    return undefined;
  return compound
    ? { value: ordinal(tens * 10 + value), end: at + 2 }
    : { value: ordinal(value), end: at + 1 };
}

function readNumber(words: readonly string[], start: number): Reading | undefined {
  let at = start;
  let total = 0;
  let group: number | undefined;
  if ((words[at] === 'a' || words[at] === 'an') && isMultiplier(words[at + 1])) {
    group = 1;
    at++;
  }
  for (;;) {
    const word = words[at];
    if (word === undefined) break;
    const scale = SCALE_OF.get(word);
    if (word === 'hundred' && group !== undefined && group < 100) group *= 100;
    else if (scale !== undefined && group !== undefined && (total === 0 || total >= scale * 1000)) {
      total += group * scale;
      group = 0;
    } else if (word === 'and' && joins(words, at, group, total)) {
      // "one hundred and five"
    } else {
      const value = fitting(word, group);
      if (value === undefined) break;
      group = (group ?? 0) + value;
    }
    at++;
  }
  if (group === undefined) return readBareFraction(words, at);
  return readFraction(words, total + group, at);
}

function isMultiplier(word: string | undefined): boolean {
  return word === 'hundred' || (word !== undefined && SCALE_OF.has(word));
}

function joins(words: readonly string[], at: number, group: number | undefined, total: number): boolean {
  if (group === undefined || group % 100 !== 0 || group + total === 0) return false;
  const next = words[at + 1];
  return isMultiplier(words[at - 1]) && next !== undefined && below100(next) !== undefined;
}

/** The value of a word that can continue the current group, e.g. `three` after `twenty` but not after `two`. */
function fitting(word: string, group: number | undefined): number | undefined {
  if (group === undefined && /^\d+(\.\d+)?$/.test(word)) return Number(word);
  const value = below100(word);
  if (value === undefined) return undefined;
  if (group === undefined || group % 100 === 0) {
    return group === 0 && value === 0 ? undefined : value;
  }
  return Number.isInteger(group) && group % 10 === 0 && group % 100 >= 20 && value > 0 && value < 10
    ? value
    : undefined;
}

function below100(word: string): number | undefined {
  const small = SMALL_NUMBERS.indexOf(word);
  if (small >= 0) return small;
  const tens = TENS.indexOf(word, 2);
  return tens >= 2 ? tens * 10 : undefined;
}

/** `point five` without a whole part, but not in `the point two people made`. */
function readBareFraction(words: readonly string[], at: number): Reading | undefined {
  if (words[at] !== 'point' || NOUN_FOLLOWS.test(words[at - 1] ?? '')) return undefined;
  const reading = readFraction(words, 0, at);
  return reading.end > at ? reading : undefined;
}

/** `point five`, `and a half` after the whole part. */
function readFraction(words: readonly string[], whole: number, at: number): Reading {
  if (words[at] === 'and' && words[at + 1] === 'a' && words[at + 2] === 'half') {
    return { value: String(whole + 0.5), end: at + 3 };
  }
  if (words[at] !== 'point') return { value: plain(whole), end: at };
  let digits = '';
  let end = at + 1;
  for (; end < words.length; end++) {
    const word = words[end]!;
    const digit = word === 'oh' ? 0 : SMALL_NUMBERS.indexOf(word);
    if (digit >= 0 && digit <= 9) digits += digit;
    else if (digits === '' && below100(word) !== undefined) digits += below100(word);
    else if (/^\d+$/.test(word)) digits += word;
    else break;
  }
  return digits === '' ? { value: plain(whole), end: at } : { value: `${plain(whole)}.${digits}`, end };
}

/** Without an exponent, which the patterns do not match. */
const PLAIN = new Intl.NumberFormat('en-US', { useGrouping: false, maximumFractionDigits: 20 });
const plain = (value: number): string => PLAIN.format(value);
