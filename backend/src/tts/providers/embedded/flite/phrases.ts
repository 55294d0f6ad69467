/**
 * flite gives no audio before the whole text is done, so a long clause is given to it in phrases: a first one
 * short enough to be heard at once, then longer ones, which are made while the ones before them play.
 */

/** About 45 ms of work (0.8 ms a character on one core), which keeps the first audio within 60 ms. */
const FIRST_PHRASE_CHARS = 56;
/** About 7 s of speech and 100 ms of work, during which other sessions wait. */
const PHRASE_CHARS = 120;
/** A phrase is not made shorter than this for the sake of a comma. */
const MIN_PHRASE_CHARS = 16;

/** Where a speaker may breathe, best first: after a stop, before a word that joins, between any two words. */
const BREAKS = [
  /[,;:.!?)]\s/g,
  /\s(?=(?:and|or|but|because|which|that|who|when|where|while|with|for|from|to|in|on|at|of|by)\s)/gi,
  /\s/g,
];

/** @returns the text cut at the best places; joined with spaces it is the same text. */
export function splitPhrases(text: string): string[] {
  const phrases: string[] = [];
  let rest = text.trim();
  for (let limit = FIRST_PHRASE_CHARS; rest.length > limit; limit = PHRASE_CHARS) {
    const at = breakBefore(rest, limit);
    phrases.push(rest.slice(0, at).trim());
    rest = rest.slice(at).trim();
  }
  if (rest) phrases.push(rest);
  return phrases;
}

function breakBefore(text: string, limit: number): number {
  for (const pattern of BREAKS) {
    let last = -1;
    for (const match of text.matchAll(pattern)) {
      const end = match.index + match[0].length;
      if (end > limit) break;
      if (end >= MIN_PHRASE_CHARS) last = end;
    }
    if (last > 0) return last;
  }
  // One word, longer than a phrase.
  return limit;
}
