import type { WordTiming } from '../../../tts.port.js';

/** A digit is read as a word: "1" takes as long as a short word, "16.1" as four. */
const DIGIT_WEIGHT = 4;
/** The onset and release of a word, in letters. */
const WORD_WEIGHT = 1.5;
/** A comma inside a phrase is a short pause, in letters. */
const PAUSE_WEIGHT = 2;

/**
 * When the words of a phrase are audible. flite does not tell, so its sound is divided among them by how long they
 * take to say, which for phrases of a few seconds is right to about a word.
 * @param startMs where its sound begins @param endMs where it ends
 */
export function wordTimes(phrase: string, startMs: number, endMs: number): WordTiming[] {
  const words = phrase.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word));
  const weights = words.map(weightOf);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let at = startMs;
  return words.map((text, i) => {
    const from = at;
    at += ((endMs - startMs) * weights[i]!) / total;
    return { text, startMs: from, endMs: at };
  });
}

function weightOf(word: string): number {
  const digits = word.replace(/\D/g, '').length;
  const letters = word.replace(/[^\p{L}]/gu, '').length;
  return WORD_WEIGHT + letters + digits * DIGIT_WEIGHT + (/[,;:]$/.test(word) ? PAUSE_WEIGHT : 0);
}
