/**
 * flite gives no audio before it has synthesized the whole text. So a long clause is split into phrases: a short first one
 * for a quick start, then longer ones, each synthesized while the one before it plays.
 */

/** Takes about 45 ms (0.8 ms a character on one core), which keeps the first audio within 60 ms. */
const FIRST_PHRASE_CHARS = 56;
/** About 7 s of speech. Takes 100 ms, during which other sessions wait. */
const PHRASE_CHARS = 120;
/** A comma does not end a phrase that is shorter than this. */
const MIN_PHRASE_CHARS = 16;

/** Possible pauses, best first: after punctuation, before a conjunction or preposition, between any two words. */
const BREAKS = [
  /[,;:.!?)]\s/g,
  /\s(?=(?:and|or|but|because|which|that|who|when|where|while|with|for|from|to|in|on|at|of|by)\s)/gi,
  /\s/g,
];

/** @returns the phrases; joined with spaces they are the text */
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
  // A single word that is longer than a phrase.
  return limit;
}
