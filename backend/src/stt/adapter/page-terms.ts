/** What a vendor takes at most. */
export interface TermLimits {
  count: number;
  /** Of each term. */
  chars?: number;
  /** Of all terms together, as `tokensOf` estimates them. */
  tokens?: number;
}

/** The words of a name that help a recogniser, see `SpokenForms.termOf`. */
export type TermOf = (name: string) => string;

/**
 * The terms that a vendor gets so that it recognises the names of what a page shows: without repetitions, in the order of the
 * names, as many as fit.
 * @param own terms of the config, which come first and are not changed
 */
export function pageTerms(
  names: readonly string[],
  { count, chars = Infinity, tokens = Infinity }: TermLimits,
  own: readonly string[] = [],
  termOf: TermOf = (name) => name,
): string[] {
  const terms = [...own];
  const known = new Set(own.map((term) => term.toLowerCase()));
  let left = tokens - own.reduce((sum, term) => sum + tokensOf(term), 0);
  for (const name of names) {
    if (terms.length >= count) break;
    const term = beginningOf(termOf(name), chars);
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

/** The words that are within the limit. */
function beginningOf(term: string, maxChars: number): string {
  if (term.length <= maxChars) return term;
  const end = term.lastIndexOf(' ', maxChars);
  return end > 0 ? term.slice(0, end) : '';
}
