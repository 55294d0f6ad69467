/** How written numbers are said. */
import { SMALL_NUMBERS, spellNumber, spellOrdinal, TENS } from '../number-words.ts';

/** The words of one way to say something; none if it is not said. */
export type Reading = readonly string[];

/** Longer numbers without separators are said digit by digit, unless they are round. */
const MAX_WHOLE_DIGITS = 4;
/** And so are these in any case. */
const MAX_DIGITS = 9;

const cardinal = (value: number): string[] => spellNumber(value).split(' ');

const digitByDigit = (digits: string, zero = 'oh'): string[] =>
  [...digits].map((digit) => (digit === '0' ? zero : SMALL_NUMBERS[Number(digit)]!));

/** `four oh four`, `twenty twenty four`: the last two digits apart. */
const inPairs = (value: number): string[] => [
  ...cardinal(Math.floor(value / 100)),
  ...twoDigits(value % 100),
];

/** `oh five`, `thirty`: as after a year's first half or an hour. */
export const twoDigits = (value: number): string[] => [...(value < 10 ? ['oh'] : []), ...cardinal(value)];

/** `four hundred and four` for `four hundred four`. */
function withAnd(words: readonly string[]): Reading[] {
  const at = Math.max(words.lastIndexOf('hundred'), words.lastIndexOf('thousand')) + 1;
  return at > 0 && at < words.length ? [[...words.slice(0, at), 'and', ...words.slice(at)]] : [];
}

/** The ways to say a whole number, the likeliest first. */
export function readInteger(digits: string): Reading[] {
  const value = Number(digits);
  if ((digits.startsWith('0') && digits.length > 1) || digits.length > MAX_DIGITS) return eachDigit(digits);
  if (digits.length < 3) return [cardinal(value)];
  const whole = cardinal(value);
  const isRound = value % 1000 === 0;
  if (digits.length > MAX_WHOLE_DIGITS) return isRound ? [whole] : [...eachDigit(digits).slice(0, 1), whole];
  if (isRound || (digits.length === 3 && value % 100 === 0)) return [whole];
  if (value % 100 === 0) return [[...cardinal(value / 100), 'hundred'], whole];
  // "Two thousand five", but "twenty twenty five".
  if (Math.floor(value / 10) === 200) return [whole, ...withAnd(whole), inPairs(value)];
  const isYear = value >= 1100 && value < 2100;
  const third = digits.length === 3 || isYear ? withAnd(whole) : [digitByDigit(digits)];
  return [inPairs(value), whole, ...third];
}

/** Digit by digit: a nought is said in two ways. */
export function eachDigit(digits: string): Reading[] {
  const oh = digitByDigit(digits);
  return digits.includes('0') ? [oh, digitByDigit(digits, 'zero')] : [oh];
}

/** A number with separators, such as `1,500`: a count rather than a year. */
export function readGrouped(digits: string): Reading[] {
  if (digits.length > MAX_DIGITS) return eachDigit(digits);
  const whole = cardinal(Number(digits));
  return digits.length === 4 && digits.endsWith('00') ? readInteger(digits) : [whole, ...withAnd(whole)];
}

/** A decimal of two parts, a version of more. */
export function readParts(parts: readonly string[]): Reading[] {
  const [whole = '0', ...rest] = parts;
  const start = readInteger(whole)[0]!;
  const joined = (sign: readonly string[], zero: string): string[] =>
    rest.reduce<string[]>(
      (words, part) => [
        ...words,
        ...sign,
        ...(parts.length > 2 ? (part === '0' ? [zero] : readInteger(part)[0]!) : digitByDigit(part, zero)),
      ],
      [...start],
    );
  if (parts.length > 2) return [joined(['point'], 'zero'), joined(['dot'], 'zero'), joined([], 'oh')];
  const [fraction = ''] = rest;
  const readings = [joined(['point'], 'oh')];
  if (fraction.includes('0')) readings.push(joined(['point'], 'zero'));
  // "Ubuntu 22.04"
  if (/^0\d$/.test(fraction)) readings.push([...start, ...twoDigits(Number(fraction))]);
  return readings;
}

/** `1st`, `25th`. */
export function readOrdinal(digits: string): Reading[] {
  const value = Number(digits);
  if (value < 1 || value > 9999) return readInteger(digits);
  const rest = value % 100;
  if (rest === 0) return [cardinal(value).map((word, i, all) => (i === all.length - 1 ? `${word}th` : word))];
  const last = spellOrdinal(rest).split(' ');
  return value < 100 ? [last] : [[...cardinal(value - rest), ...last]];
}

/** `nineties` for 90, `nineteen nineties` for 1990. */
export function readDecade(value: number): Reading[] {
  const tens = Math.floor((value % 100) / 10);
  const century = Math.floor(value / 100);
  const decade = tens >= 2 ? TENS[tens]!.replace(/y$/, 'ies') : undefined;
  if (!decade || value % 10 !== 0) return readInteger(String(value)).map((words) => plural(words));
  return [[...(century > 0 ? cardinal(century) : []), decade]];
}

const plural = (words: Reading): Reading =>
  words.map((word, i) => (i === words.length - 1 ? `${word}s` : word));
