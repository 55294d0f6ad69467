/** What people say, compared with what pages write: as words, and by their sound. */
import { doubleMetaphone } from 'double-metaphone';
import { isNamedDay, numbersOfTimes, unsaidYear } from './spoken-times';

/** @returns lower case words without punctuation and accents */
export const wordsOf = (text: string): string[] =>
  text
    .normalize('NFKD')
    // Accents, and what is not seen: soft hyphens, and signs without width.
    .replace(/[\p{M}\p{Cf}]/gu, '')
    .toLowerCase()
    .replace(/(\p{L})['’](\p{L})/gu, '$1$2')
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);

/** Recognisers write what they hear: "sine in" for "sign in". Short words sound alike too easily. */
const MIN_LETTERS_BY_SOUND = 4;

function soundsLike(a: string, b: string): boolean {
  if (a === b) return true;
  if (Math.min(a.length, b.length) < MIN_LETTERS_BY_SOUND) return false;
  const [first] = doubleMetaphone(a);
  return first !== '' && first === doubleMetaphone(b)[0];
}

/** @returns where `part` begins in `all`, word by word, or -1 */
export function indexOfWords(all: readonly string[], part: readonly string[], from = 0): number {
  if (part.length === 0) return -1;
  for (let at = from; at + part.length <= all.length; at++)
    if (part.every((word, i) => soundsLike(all[at + i]!, word))) return at;
  return -1;
}

const UNITS =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen';
const VALUES = new Map<string, number>(UNITS.split(' ').map((word, value) => [word, value]));
const TENS = new Map<string, number>(
  'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ').map((word, i) => [word, 20 + 10 * i]),
);
/** Written by recognisers for numbers. */
const HOMOPHONES = new Map([
  ['won', 1],
  ['to', 2],
  ['too', 2],
  ['for', 4],
  ['fore', 4],
  ['ate', 8],
]);

/** @returns the numbers that words name, from 0 to 99, also as digits */
export function numbersIn(words: readonly string[]): Set<number> {
  const found = new Set<number>();
  words.forEach((word, i) => {
    if (/^\d{1,4}$/.test(word)) found.add(Number(word));
    const tens = TENS.get(words[i - 1] ?? '');
    const unit = VALUES.get(word);
    const ten = TENS.get(word);
    if (ten !== undefined && !isUnit(words[i + 1])) found.add(ten);
    if (unit === undefined) return;
    found.add(tens !== undefined && isUnit(word) ? tens + unit : unit);
  });
  // A homophone is a number only where it stands as one: alone, or at the end of a command.
  const last = HOMOPHONES.get(words.at(-1) ?? '');
  if (last !== undefined) found.add(last);
  return found;
}

const isUnit = (word: string | undefined): boolean => {
  const value = VALUES.get(word ?? '');
  return value !== undefined && value > 0 && value < 10;
};

/** Endings that do not change what is meant: "flights", "cheapest flight". */
const stem = (word: string): string =>
  word.length > 3 ? word.replace(/(?:est|ies|es|s|ed|ing|e|y)$/, '') : word;

const FUNCTION_WORDS = new Set(
  'a an the of in on at to for from by with and or is are was were be do does did how what when where who which why it its my me i you your about near'.split(
    ' ',
  ),
);

/** Endings, punctuation and small words that were not said make a text this much longer than what was said. */
const SPARE_CHARS = 24;

/** Numbers that are said digit by digit, or in pairs. */
function digitsIn(said: readonly string[]): string {
  const digits = said.map((word, i) => {
    if (/^\d+$/.test(word)) return word;
    const tens = TENS.get(word);
    const unit = VALUES.get(word) ?? (word === 'oh' ? 0 : undefined);
    if (tens !== undefined) return String(isUnit(said[i + 1]) ? tens / 10 : tens);
    return unit === undefined ? ' ' : String(unit);
  });
  return digits.join('');
}

/** @returns whether these words in a row are written as one: "ann smith at" for `annsmith@` */
const isJoined = (word: string, said: readonly string[]): boolean =>
  word.length >= MIN_LETTERS_BY_SOUND &&
  said.some((_, from) => {
    let joined = '';
    for (let at = from; at < said.length && joined.length < word.length; at++) joined += said[at]!;
    return joined === word;
  });

/**
 * @returns whether each word that means something stands in what the user said. What is longer is not said: the same few words
 *   over and over, or signs between them, can spell anything.
 */
export function isSaid(text: string, said: readonly string[]): boolean {
  if (text.length > said.join(' ').length + SPARE_CHARS) return false;
  const words = said.flatMap(wordsOf);
  const own = new Set(words.map(stem));
  const nowMs = Date.now();
  if (isNamedDay(text, words, nowMs)) return true;
  const named = numbersIn(words);
  const numbers = new Set([...named, ...numbersOfTimes(words, named)]);
  const year = unsaidYear(text, nowMs);
  if (year !== null) numbers.add(year);
  const digits = digitsIn(words);
  return wordsOf(text).every(
    (word) =>
      FUNCTION_WORDS.has(word) ||
      own.has(stem(word)) ||
      (/^\d+$/.test(word) ? numbers.has(Number(word)) || digits.includes(word) : isJoined(word, words)),
  );
}

/** @returns whether a word that means something is the user's */
export const hasWordOf = (text: string, said: string): boolean => {
  const own = new Set(
    wordsOf(said)
      .filter((word) => !FUNCTION_WORDS.has(word))
      .map(stem),
  );
  return wordsOf(text).some((word) => own.has(stem(word)));
};
