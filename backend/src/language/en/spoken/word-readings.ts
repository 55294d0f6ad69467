/** How one written word is said. */
import { foldLatin } from '../../fold-latin.ts';
import type { Reading } from './number-readings.ts';
import { ROMAN, SAID_AS, SPELT, SPELT_IN_CAPITALS } from './word-lists.ts';

export type IsWord = (word: string) => boolean;

/** What a word is read by. */
export interface WordContext {
  readonly isWord: IsWord | undefined;
  /** All of the name is in capitals, and is more than one word. */
  readonly isShouted: boolean;
  readonly isAfterWord: boolean;
  /** Digits follow at once: "MI6". */
  readonly isBeforeDigit: boolean;
}

const VOWEL = /[aeiouy]/;
const MAX_ACRONYM = 5;
/** "McDonald" is one word. */
const SURNAME = /^(?:Mc|Mac|O')[A-Z][a-z]+(?:'s)?$/;
/** Shorter parts are rarely what a compound is made of: "webstore". */
const MIN_FIRST = 3;
const MIN_SECOND = 4;

/** A letter that is said alone. */
const letters = (word: string): string[] => [...word].map((letter) => `${letter}.`);

/** @param written Latin letters and apostrophes; other letters are left out */
export function readWord(written: string, context: WordContext): Reading[] {
  const folded = /^[A-Za-z]+$/.test(written) ? written : asciiOf(written);
  const word = folded.toLowerCase();
  if (word.length < 2) return [letters(word)];
  return readCapitals(folded, word, context) ?? readKnown(folded, word, context);
}

const asciiOf = (written: string): string =>
  foldLatin(written)
    .replaceAll(/[’‘`]/g, "'")
    .replaceAll(/[^A-Za-z']/g, '');

const isSpelt = (capitals: string): boolean =>
  SPELT.has(capitals.toLowerCase()) || SPELT_IN_CAPITALS.has(capitals.toLowerCase());

/** Acronyms: "PDF", "FAQs"; undefined for a word that is said as one. */
function readCapitals(folded: string, word: string, context: WordContext): Reading[] | undefined {
  const { isWord, isShouted, isAfterWord } = context;
  const numeral = isAfterWord ? ROMAN.get(folded) : undefined;
  if (numeral) return [[numeral]];
  const [, many] = /^([A-Z]{2,5})'?s$/.exec(folded) ?? [];
  if (many && (isSpelt(many) || !isWord?.(word))) {
    const spelt = letters(many.toLowerCase());
    return [[...spelt.slice(0, -1), spelt.at(-1)!.replace('.', "'s")]];
  }
  if (SPELT.has(word)) return [letters(word)];
  const isKnown = SAID_AS.has(word) || isWord?.(word) === true;
  if (word.length > MAX_ACRONYM || word.includes("'")) return undefined;
  if (/^[A-Z]+$/.test(folded)) {
    if (context.isBeforeDigit && word.length < 4) return [letters(word)];
    if (SPELT_IN_CAPITALS.has(word)) return isShouted ? [[word], letters(word)] : [letters(word), [word]];
    if (!isKnown && isWord && word.length < MAX_ACRONYM)
      return VOWEL.test(word) && word.length > 3 ? [letters(word), [word]] : [letters(word)];
  }
  return isKnown || VOWEL.test(word) ? undefined : [letters(word)];
}

function readKnown(folded: string, word: string, context: WordContext): Reading[] {
  const { isWord } = context;
  const said = SAID_AS.get(word);
  if (said) return [said.split(' ')];
  if (isWord?.(word) || SURNAME.test(folded)) return [[word]];
  const humps = folded.match(/[A-Z]?[a-z]+(?:'[a-z]+)*|[A-Z]+(?![a-z])|[A-Z]/g) ?? [];
  if (humps.length > 1 && /[a-z]/.test(folded)) {
    const alone = { ...context, isAfterWord: false, isBeforeDigit: false };
    return [humps.flatMap((hump) => readWord(hump, alone)[0]!)];
  }
  return [compound(word, isWord) ?? [word]];
}

/** `storefront` as `store front`: two words that are known, where the whole is not. */
function compound(word: string, isWord: IsWord | undefined): string[] | undefined {
  if (!isWord) return undefined;
  // "workspaces" are no "works paces".
  for (let at = MIN_FIRST; at <= word.length - MIN_SECOND; at++) {
    const parts = [word.slice(0, at), word.slice(at)];
    if (parts.every(isWord)) return parts;
  }
  return undefined;
}
