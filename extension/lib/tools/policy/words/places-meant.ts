/** The sites that the user wants to go to: not those that are only spoken about, as in "what is phishing dot com?". */
import { placesNamedIn } from '#sites';
import { wordsOf } from './spoken-words';

/** What stands before a place that the user goes to. */
const TOWARDS = /\b(?:open|visit|load|browse|show|use|to|on|onto|at|from|in|into|search|switch|try)\s+/giu;
const NEGATION = /^(?:dont|not|never|without)$/;
/** Of an address that is spelt: "example dot com slash news". */
const MAX_WORDS = 12;
/** A site's name alone is a wish, too. */
const MAX_NAME_WORDS = 5;
const ASKS = /^(?:what|who|is|are|does|do|why|how|when|tell)/;

/** @returns absolute addresses */
export function placesMeant(text: string): string[] {
  const words = wordsOf(text);
  if (words.some((word) => NEGATION.test(word))) return [];
  const after = [...text.matchAll(TOWARDS)].map(({ index, 0: found }) =>
    text
      .slice(index + found.length)
      .split(/\s+/)
      .slice(0, MAX_WORDS)
      .join(' '),
  );
  const isName = words.length <= MAX_NAME_WORDS && !ASKS.test(words[0] ?? '');
  return [...new Set([...(isName ? [text] : []), ...after].flatMap(placesNamedIn))];
}
