/** @returns the sentence around the part of the text, within its paragraph */
export function sentenceAround(text: string, from: number, to: number): { from: number; to: number } {
  const start = text.lastIndexOf('\n\n', from - 1);
  const begin = start < 0 ? 0 : start + 2;
  const end = text.indexOf('\n\n', to);
  const paragraph = text.slice(begin, end < 0 ? text.length : end);
  const sentence = SENTENCES.segment(paragraph).containing(from - begin);
  if (!sentence) return { from, to };
  const first = begin + sentence.index;
  return { from: first, to: Math.max(to, first + sentence.segment.trimEnd().length) };
}

const SENTENCES = new Intl.Segmenter(undefined, { granularity: 'sentence' });
