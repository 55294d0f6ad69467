/** What is read aloud of the passage around a match. */
import { sentencesOf } from './key-sentences.js';

/** About fifteen seconds of speech. */
const MAX_CHARS = 220;
const MAX_SENTENCES = 2;

/**
 * The sentence that has the text, and the next one if both are short. A longer sentence is cut around the text, at words.
 * @param passage a paragraph or a part of one
 * @param text as it was looked for; it may be written otherwise in the passage
 */
export function matchPassage(passage: string, text: string): string {
  const all = sentencesOf(passage).map((sentence) => sentence.text);
  const wanted = text.toLowerCase();
  const at = Math.max(
    0,
    all.findIndex((sentence) => sentence.toLowerCase().includes(wanted)),
  );
  const [first = '', ...more] = all.slice(at, at + MAX_SENTENCES);
  const both = [first, ...more].join(' ');
  return both.length <= MAX_CHARS ? both : around(first, wanted);
}

function around(sentence: string, wanted: string): string {
  if (sentence.length <= MAX_CHARS) return sentence;
  const match = Math.max(0, sentence.toLowerCase().indexOf(wanted));
  const centred = match - Math.floor((MAX_CHARS - wanted.length) / 2);
  const from = Math.max(0, Math.min(centred, match, sentence.length - MAX_CHARS));
  const space = sentence.indexOf(' ', from);
  // Some scripts write no spaces.
  const begin = from > 0 && space >= 0 && space < match ? space + 1 : from;
  const part = sentence.slice(begin, begin + MAX_CHARS).toWellFormed();
  const isCut = begin + part.length < sentence.length;
  return `${begin > 0 ? '… ' : ''}${isCut ? `${part.replace(/\s+\S*$/, '')}…` : part}`;
}
