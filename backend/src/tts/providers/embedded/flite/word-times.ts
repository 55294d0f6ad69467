import type { WordTiming } from '../../../tts.port.js';

/** Weight of a digit, in letters: it is read as a word, "16.1" as four. */
const DIGIT_WEIGHT = 4;
/** Weight of a word's onset and release, in letters. */
const WORD_WEIGHT = 1.5;
/** Weight of the pause at a comma within a phrase, in letters. */
const PAUSE_WEIGHT = 2;

/**
 * Estimates when the words of a phrase are audible, because flite does not report it: the sound is divided by the words'
 * weights. In phrases of a few seconds the error is about one word.
 * @param startMs where the sound begins @param endMs where it ends
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
