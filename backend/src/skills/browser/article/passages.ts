/** The part of an article that answers "what does this page say about …?". */
import { sentencesOf, sharedBy, stemsOf } from './key-sentences.js';

/** Sentences of a passage that are read. */
const MAX_SENTENCES = 3;

/** The sentences from the first that has the most of these words on; empty if none has any. */
export function passageAbout(topic: string, text: string): string[] {
  const wanted = new Set(stemsOf(topic));
  if (wanted.size === 0) return [];
  const sentences = sentencesOf(text);
  const scores = sentences.map((sentence) => sharedBy(new Set(stemsOf(sentence.text)), wanted));
  const best = Math.max(0, ...scores);
  if (best === 0) return [];
  const at = scores.indexOf(best);
  const { paragraph } = sentences[at]!;
  return sentences
    .slice(at, at + MAX_SENTENCES)
    .filter((sentence) => sentence.paragraph === paragraph)
    .map((sentence) => sentence.text);
}
