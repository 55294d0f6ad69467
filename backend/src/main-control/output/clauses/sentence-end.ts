import {
  ENGLISH_ABBREVIATIONS,
  ENGLISH_FINAL_ABBREVIATIONS,
  ENGLISH_SENTENCE_STARTERS,
} from '../../../language/en/abbreviations.js';

/** What may stand before the number of a list item. */
const LIST_NUMBER = /^[\s>#*_+-]*\d{1,9}$/;

/** "U.S", "F.B.I": the dots of initials. */
const INITIALS = /^(?:\p{L}\p{M}*\.)+\p{L}\p{M}*$/u;

const MAX_WORD_CHARS = 30;
/** The next word is looked for this far ahead. */
const MAX_LOOKAHEAD_CHARS = 60;

/**
 * Whether a dot ends a sentence.
 * @param text from the beginning of the clause
 * @param next offset after the white space that follows the dot
 * @param startsLine whether the clause begins a line
 * @returns null if more text decides
 */
export function endsSentence(text: string, dot: number, next: number, startsLine: boolean): boolean | null {
  if (text[next - 1] === '\n') return true;
  const word = wordBefore(text, dot);
  if (/^\p{L}\p{M}*$/u.test(word)) return false;
  // "1. Open the page": the number is spoken with its item.
  if (startsLine && /^\d/.test(word) && LIST_NUMBER.test(text.slice(0, dot))) return false;
  const isInitials = INITIALS.test(word);
  if (!isInitials && !ENGLISH_ABBREVIATIONS.has(word)) return true;
  const follows = /^\s*(\S[\p{L}\p{M}'’]*)(\S|\s)?/u.exec(text.slice(next, next + MAX_LOOKAHEAD_CHARS));
  const isWhole = follows?.[2] !== undefined || text.length >= next + MAX_LOOKAHEAD_CHARS;
  if (!isWhole) return null;
  const nextWord = follows?.[1] ?? '';
  // "at 5 p.m. It rains", but not "Dr. Smith".
  if (ENGLISH_FINAL_ABBREVIATIONS.has(word)) return /^\p{Lu}/u.test(nextWord);
  // "in the U.S. The law", but not "F.B.I. agent" or "the U.S. Army".
  return isInitials && ENGLISH_SENTENCE_STARTERS.has(nextWord);
}

function wordBefore(text: string, end: number): string {
  let start = end;
  while (start > 0 && end - start < MAX_WORD_CHARS && /[\p{L}\p{M}\p{N}.]/u.test(text[start - 1]!)) start--;
  return text.slice(start, end).toLowerCase();
}
