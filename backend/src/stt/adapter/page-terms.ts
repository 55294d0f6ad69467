import { saidPart } from '../../language/en/spoken/said-part.js';

/** What a vendor takes at most. */
export interface TermLimits {
  count: number;
  /** Of each term. */
  chars?: number;
  /** Of all terms together, as `tokensOf` estimates them. */
  tokens?: number;
}

/** Whether a vendor takes the names of pages; kept by a provider for all its connections. */
export interface TermSupport {
  refused: boolean;
}

/** Of a long headline people say only the beginning. */
const MAX_WORDS = 6;

/** Letters, digits, and the signs within a word: `don't`, `sign-in`, `node.js`, `AT&T`. */
const WORD = /[\p{L}\p{N}]+(?:['’.&-][\p{L}\p{N}]+)*/gu;

/**
 * The terms that a vendor gets so that it recognises the names of what a page shows: without prices, signs, numbers, single
 * letters and repetitions, in the order of the names, as many as fit.
 * @param own terms of the config, which come first and are not changed
 */
export function pageTerms(
  names: readonly string[],
  { count, chars = Infinity, tokens = Infinity }: TermLimits,
  own: readonly string[] = [],
): string[] {
  const terms = [...own];
  const known = new Set(own.map((term) => term.toLowerCase()));
  let left = tokens - own.reduce((sum, term) => sum + tokensOf(term), 0);
  for (const name of names) {
    if (terms.length >= count) break;
    const term = termOf(name, chars);
    const cost = tokensOf(term);
    if (term === '' || cost > left || known.has(term.toLowerCase())) continue;
    known.add(term.toLowerCase());
    left -= cost;
    terms.push(term);
  }
  return terms;
}

/**
 * An estimate that is rather too high, because a vendor that gets too many tokens may stop: a token for two Latin letters,
 * which is what codes such as `KUVIX` take, for each digit and sign, and for each byte of other scripts.
 */
export function tokensOf(text: string): number {
  let tokens = 0;
  for (const [part] of text.matchAll(/[a-z]+|[^a-z\s]/giu))
    tokens += /^[a-z]/i.test(part) ? Math.ceil(part.length / 2) : Buffer.byteLength(part);
  return tokens;
}

/** @returns '' if nothing of the name helps a recogniser */
function termOf(name: string, maxChars: number): string {
  const words = saidPart(name).text.normalize('NFKC').match(WORD) ?? [];
  let term = '';
  for (const word of words.slice(0, MAX_WORDS)) {
    const longer = term === '' ? word : `${term} ${word}`;
    if (longer.length > maxChars) break;
    term = longer;
  }
  const letters = term.match(/\p{L}/gu) ?? [];
  return letters.length > 1 || /\p{Lo}/u.test(term) ? term : '';
}
