import { describe, expect, it } from 'vitest';
import { chunk, EMPTY_CHUNKER, finishChunks } from './sentence-chunker.js';

/** Feeds text in deltas of `step` characters and returns all clauses. */
function clauses(text: string, step = 1): string[] {
  let state = EMPTY_CHUNKER;
  const all: string[] = [];
  for (let i = 0; i < text.length; i += step) {
    const result = chunk(state, text.slice(i, i + step));
    state = result.state;
    all.push(...result.clauses.map((clause) => clause.text));
  }
  return [...all, ...finishChunks(state).map((clause) => clause.text)];
}

describe('sentence chunker', () => {
  it.each([
    ['It is sunny. It is warm.', ['It is sunny. ', 'It is warm.']],
    ['Pi is about 3.14 or so. Yes.', ['Pi is about 3.14 or so. ', 'Yes.']],
    ['That costs 1,000 dollars. Fine.', ['That costs 1,000 dollars. ', 'Fine.']],
    ['Use a fruit, e.g. an apple. Good.', ['Use a fruit, e.g. an apple. ', 'Good.']],
    ['Ask Dr. Smith. She knows.', ['Ask Dr. Smith. ', 'She knows.']],
    ['I met J. R. Smith. Nice.', ['I met J. R. Smith. ', 'Nice.']],
    ['It is 5 p.m. It rains.', ['It is 5 p.m. ', 'It rains.']],
    ['At 5 p.m. the shop closes. Go.', ['At 5 p.m. the shop closes. ', 'Go.']],
    ['Really?! Yes. "Quite." She left.', ['Really?! ', 'Yes. ', '"Quite." ', 'She left.']],
    ['Meet at 10:30 today.', ['Meet at 10:30 today.']],
    ['See example.com for more. Bye.', ['See example.com for more. ', 'Bye.']],
    ['今日は晴れ。明日は雨。', ['今日は晴れ。', '明日は雨。']],
    ['one\ntwo', ['one\n', 'two']],
    ['~~Old.~~ New.', ['~~Old.~~ ', 'New.']],
    ['Version v1.2.3 is out. Get it.', ['Version v1.2.3 is out. ', 'Get it.']],
  ])('cuts %j', (text, expected) => {
    for (const step of [1, 3, 1000]) expect(clauses(text, step)).toEqual(expected);
  });

  it('cuts a first clause early and keeps later sentences whole', () => {
    const text = 'The capital of Japan is Tokyo, which lies on the bay, and more. Then, as said, it ends.';
    expect(clauses(text)).toEqual([
      'The capital of Japan is Tokyo, ',
      'which lies on the bay, and more. ',
      'Then, as said, it ends.',
    ]);
  });

  it('keeps all text, however it is split into deltas', () => {
    const text =
      'Hi! Here is code:\n```js\nconst a = 1.5; // e.g. this.\n```\nAnd 1. First, 2. Second... Done';
    for (const step of [1, 2, 7]) expect(clauses(text, step).join('')).toBe(text);
  });

  it.each([
    ['backticks', 'Look:\n```js\nlet a;\n```\nDone.'],
    ['tildes', 'Look:\n~~~py\nprint(1)\n~~~\nDone.'],
    ['the other marks within', 'Look:\n~~~md\n```js\nlet a;\n```\n~~~\nDone.'],
  ])('marks code fenced by %s, also when the fence comes in parts', (_marks, text) => {
    let state = EMPTY_CHUNKER;
    const all = [...text].flatMap((character) => {
      const result = chunk(state, character);
      state = result.state;
      return result.clauses;
    });
    const spoken = [...all, ...finishChunks(state)]
      .filter((clause) => !clause.code)
      .map((clause) => clause.text);
    expect(spoken.join('')).toBe('Look:\nDone.');
  });

  it('cuts long text without punctuation', () => {
    const [first] = clauses('word '.repeat(200));
    expect(first!.length).toBeLessThanOrEqual(260);
  });
});
