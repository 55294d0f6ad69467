import { describe, expect, it } from 'vitest';
import { sentenceAround } from './sentence';

const TEXT = 'A title\n\nOne two. Three four! Five?\n\nSix seven.';

describe(sentenceAround, () => {
  it.each([
    ['two', 'One two.'],
    ['Three', 'Three four!'],
    ['Five', 'Five?'],
    ['title', 'A title'],
    ['Six', 'Six seven.'],
    ['One two.', 'One two.'],
    ['two. Three', 'One two. Three'],
  ])('finds the sentence of "%s"', (part, sentence) => {
    const from = TEXT.indexOf(part);
    const found = sentenceAround(TEXT, from, from + part.length);
    expect(TEXT.slice(found.from, found.to)).toBe(sentence);
  });
});
