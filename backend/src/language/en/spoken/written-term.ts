/** A name as a recogniser should write it. */
import { FUNCTION_WORDS } from '../browser/control-words.ts';
import { saidPart } from './said-part.ts';

/** Of a long headline people say only the beginning. */
const MAX_WORDS = 6;
/** Letters, digits, and the signs within a word: `don't`, `sign-in`, `node.js`, `AT&T`. */
const WORD = /[\p{L}\p{N}]+(?:['’.&-][\p{L}\p{N}]+)*/gu;
/** "accountSettings", but not "iPhone". */
const CAMEL = /^\p{Ll}{3,}(?:\p{Lu}\p{Ll}{2,})+$/u;

/**
 * The first words of a name, without prices, counts and signs. Numbers and single letters alone help no recogniser.
 *
 * @returns at most six words; '' if nothing is left
 */
export function writtenTerm(name: string): string {
  const all = saidPart(name).text.normalize('NFKC').match(WORD) ?? [];
  const words = all
    .flatMap((word) => (CAMEL.test(word) ? word.split(/(?=\p{Lu})/u) : [word]))
    .slice(0, MAX_WORDS);
  if (words.length < all.length)
    while (words.length > 1 && FUNCTION_WORDS.has(words.at(-1)!.toLowerCase())) words.pop();
  const term = words.join(' ');
  return (term.match(/\p{L}/gu) ?? []).length > 1 || /\p{Lo}/u.test(term) ? term : '';
}
