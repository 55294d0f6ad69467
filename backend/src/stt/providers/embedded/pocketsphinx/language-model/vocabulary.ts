/**
 * A recogniser's pronunciation dictionary: the domain's words and the most frequent words of the general language model.
 * Fewer words cost less memory and time, and rare ones are mostly recognised by mistake.
 */
import type { Pointer, PocketSphinx } from '../library.ts';

/** The most frequent words of a language model, unordered. */
export function frequentWords(sphinx: PocketSphinx, model: Pointer, limit: number): string[] {
  const size = sphinx.decodeUint32(sphinx.modelCounts(model));
  const used = new Int32Array(1);
  const scores = Int32Array.from({ length: size }, (_, id) => sphinx.wordScore(model, id, null, 0, used));
  const threshold = Int32Array.from(scores).sort().at(-Math.min(limit, size))!;
  const words: string[] = [];
  scores.forEach((score, id) => {
    if (score >= threshold) words.push(sphinx.word(model, id));
  });
  return words;
}

/** @param dictionary lines of `word phone phone ...`; further pronunciations are `word(2) ...`. */
export function selectPronunciations(dictionary: string, words: ReadonlySet<string>): string {
  const lines = dictionary.split('\n').filter((line) => {
    const entry = line.slice(0, line.indexOf(' '));
    return words.has(entry.endsWith(')') ? entry.slice(0, entry.lastIndexOf('(')) : entry);
  });
  return `${lines.join('\n')}\n`;
}
