import { describe, expect, it } from 'vitest';
import { paragraphAfter, paragraphBefore, sentenceAt, sentenceBefore } from './sentences.js';

const TEXT = 'Dr. Lee came at 5 p.m. It rained. What a day!\n\nThe second paragraph. Ends here.\n\n\nThird.';

/** All sentences from the beginning on. */
function sentencesOf(text: string): string[] {
  const found: string[] = [];
  for (let at = 0, each; (each = sentenceAt(text, at)); at = each.next) {
    expect(each.next, 'each step leads on').toBeGreaterThan(at);
    found.push(text.slice(each.from, each.to));
  }
  return found;
}

const wordsAt = (text: string, sentence: { from: number; to: number } | undefined) =>
  sentence && text.slice(sentence.from, sentence.to);

describe('sentences', () => {
  it.each<[string, string, string[]]>([
    [
      'ends at full stops, but not after titles and initials',
      TEXT,
      [
        'Dr. Lee came at 5 p.m.',
        'It rained.',
        'What a day!',
        'The second paragraph.',
        'Ends here.',
        'Third.',
      ],
    ],
    ['ends with its line', 'A heading\nSome text.', ['A heading', 'Some text.']],
    [
      'keeps numbers together',
      'See No. 5 by J. R. Smith. Then go.',
      ['See No. 5 by J. R. Smith.', 'Then go.'],
    ],
    ['knows other scripts', '今日は晴れ。明日は雨。', ['今日は晴れ。', '明日は雨。']],
    ['is nothing in an empty text', ' \n ', []],
  ])('%s', (_, text, sentences) => expect(sentencesOf(text)).toEqual(sentences));

  it('are the whole text, without white space between', () => {
    let joined = '';
    for (let at = 0, each; (each = sentenceAt(TEXT, at)); at = each.next)
      joined += TEXT.slice(each.from, each.next);
    expect(joined).toBe(TEXT);
  });

  it.each([
    ['without a full stop', 'word '.repeat(4_000).trim()],
    ['without a space', 'x'.repeat(12_000)],
    ['in one paragraph', 'This is a sentence. '.repeat(1_000).trim()],
  ])('are found in a long text %s, in order and none twice', (_, text) => {
    expect(sentencesOf(text).join(' ').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
  });

  it.each([
    [30, 'Dr. Lee came at 5 p.m.'],
    [0, undefined],
    [TEXT.indexOf('The second'), 'What a day!'],
    [TEXT.length, 'Third.'],
  ])('have one before offset %i: %s', (offset, before) => {
    expect(wordsAt(TEXT, sentenceBefore(TEXT, offset))).toBe(before);
  });

  it('have paragraphs after and before', () => {
    const [second, third] = [TEXT.indexOf('The second'), TEXT.indexOf('Third')];
    expect([paragraphAfter(TEXT, 3), paragraphAfter(TEXT, second + 5), paragraphAfter(TEXT, third)]).toEqual([
      second,
      third,
      undefined,
    ]);
    expect([
      paragraphBefore(TEXT, third),
      paragraphBefore(TEXT, second + 25),
      paragraphBefore(TEXT, 9),
    ]).toEqual([second, 0, undefined]);
  });
});
