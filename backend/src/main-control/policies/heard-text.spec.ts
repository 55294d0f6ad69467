import { describe, expect, it } from 'vitest';
import * as policy from './heard-text.js';

const { HEARD_TEXT_DEFAULTS } = policy;
const heardText = (answer: policy.SpokenAnswer, playedMs: number) =>
  policy.heardText(answer, playedMs, HEARD_TEXT_DEFAULTS);
const marksOf = (text: string, words: Parameters<typeof policy.marksOf>[1], from: number) =>
  policy.marksOf(text, words, from, HEARD_TEXT_DEFAULTS);
const clauseOfAudio = (clauses: policy.SpokenClause[]) => policy.clauseOfAudio(clauses, HEARD_TEXT_DEFAULTS);

const text = 'One two three four. Five six seven eight.';
const clause = (endOffset: number, spoken: string, audioMs: number, complete = true) => ({
  endOffset,
  spoken,
  audioMs,
  complete,
});
const clauses = [
  clause(20, 'One two three four.', 1_000),
  clause(text.length, 'Five six seven eight.', 1_200),
];

describe(policy.heardText.name, () => {
  it.each([
    [0, ''],
    [500, 'One two'],
    [1_000, 'One two three four.'],
    [1_600, 'One two three four. Five six'],
    [2_200, text],
    [9_999, text],
  ])('after %i ms', (playedMs, expected) => {
    expect(heardText({ text, clauses, marks: [] }, playedMs)).toBe(expected);
  });

  it('estimates an unfinished clause from the speaking rate of earlier ones', () => {
    const open = [clauses[0]!, clause(text.length, 'Five six seven eight.', 100, false)];
    expect(heardText({ text, clauses: open, marks: [] }, 1_100)).toBe('One two three four.');
    expect(heardText({ text, clauses: open, marks: [] }, 1_600)).toBe('One two three four. Five six');
  });

  it('leaves out text that was never spoken', () => {
    expect(heardText({ text, clauses: [], marks: [] }, 500)).toBe('');
  });
});

describe(policy.clauseOfAudio.name, () => {
  it('assigns audio to one clause after the other', () => {
    expect(clauseOfAudio([clause(20, 'One two three four.', 0)])).toBe(0);
    expect(clauseOfAudio([clause(20, 'One two three four.', 5_000), clause(30, 'Five.', 0)])).toBe(1);
  });
});

describe(policy.marksOf.name, () => {
  const words = (...texts: string[]) =>
    texts.map((word, i) => ({ text: word, startMs: i * 300, endMs: i * 300 + 250 }));

  it('finds each word in the text, with the punctuation that belongs to it', () => {
    const marks = marksOf('It is **noon**, I think.', words('It', 'is', 'noon', 'I', 'think.'), 0);
    expect(marks.map(({ end }) => 'It is **noon**, I think.'.slice(0, end))).toEqual([
      'It',
      'It is',
      'It is **noon**,',
      'It is **noon**, I',
      'It is **noon**, I think.',
    ]);
    expect(marks[1]).toMatchObject({ start_ms: 300, end_ms: 550 });
  });

  it('goes on from an offset, and skips words that are not in the text', () => {
    const text = 'one two one two';
    expect(marksOf(text, words('one', 'nine', 'two'), 7).map(({ end }) => end)).toEqual([11, 15]);
  });

  it.each([
    [
      'I have 23 apples and three',
      'I have twenty three apples and three',
      ['I', 'have', 'apples', 'and', 'three'],
    ],
    ['A cat is at the category', 'cat is at the category', ['cat', 'is', 'at', 'the', 'category']],
    ['Over. ```code``` is here', 'Over is here', ['Over.', 'is', 'here']],
    ['今日は晴れです', '今日 は 晴れ です', ['今日', 'は', '晴れ', 'です']],
  ])('does not mistake another word for the one that was said: %s', (text, said, expected) => {
    const marks = marksOf(text, words(...said.split(' ')), 0);
    const found = marks.map(({ end }, i) =>
      text
        .slice(marks[i - 1]?.end ?? 0, end)
        .trim()
        .split(' ')
        .at(-1),
    );
    expect(found).toEqual(expected);
  });

  it('make heard text exact to the word', () => {
    const marks = marksOf(text, words('One', 'two', 'three', 'four', 'Five', 'six', 'seven', 'eight'), 0);
    expect(heardText({ text, clauses, marks }, 0)).toBe('');
    expect(heardText({ text, clauses, marks }, 160)).toBe('One');
    expect(heardText({ text, clauses, marks }, 1_400)).toBe('One two three four. Five');
    expect(heardText({ text, clauses, marks }, 99_999)).toBe(text);
  });
});

describe(policy.heardQuestion.name, () => {
  it.each([
    ['Proceed to checkout?', '', ''],
    ['Proceed to checkout?', 'Proceed', 'Proceed to checkout?'],
    ['Nothing is called so. Did you mean "Sign in"?', 'Nothing is', ''],
    ['Nothing is called so. Did you mean "Sign in"?', 'Nothing is called so.', ''],
    ['Nothing is called so. Did you mean "Sign in"?', 'Nothing is called so. Did', 'Did you mean "Sign in"?'],
    ['It is done. Shall I call Dr. Smith?', 'It is done. Shall', 'Shall I call Dr. Smith?'],
    ['It is done. Open "README.md?"', 'It is done. Open', 'Open "README.md?"'],
    ['Why? Because it rains.', 'Why? Because it', ''],
    ['', '', ''],
  ])('of “%s” with “%s” heard is “%s”', (answer, heard, question) => {
    expect(policy.heardQuestion(answer, heard)).toBe(question);
  });
});
