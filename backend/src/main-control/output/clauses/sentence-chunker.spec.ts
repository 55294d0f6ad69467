import { describe, expect, it } from 'vitest';
import { speakable } from './speakable.js';
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
    ['Ask F.B.I. James or U.S. Army Bob. Go.', ['Ask F.B.I. James or U.S. Army Bob. ', 'Go.']],
    ['I live in the U.S. The law is old.', ['I live in the U.S. ', 'The law is old.']],
    [
      'It is No. 5. No. It is 6. He sat. Then he ran.',
      ['It is No. 5. ', 'No. ', 'It is 6. ', 'He sat. ', 'Then he ran.'],
    ],
    ['1. Open it. 2. Go', ['1. Open it. ', '2. ', 'Go']],
    ['42.\nYes', ['42.\n', 'Yes']],
    ['**7.** So. Yes', ['**7.** So. ', 'Yes']],
    ['यह घर है। वह पेड़ है॥', ['यह घर है।', ' वह पेड़ है॥']],
    ['كيف حالك؟ أنا بخير۔ نعم', ['كيف حالك؟', ' أنا بخير۔', ' نعم']],
    ['The sky is blue.[1] So is the sea.', ['The sky is blue.[1] ', 'So is the sea.']],
    ['See [Dr. No. A film](https://a.b/c). Yes.', ['See [Dr. No. A film](https://a.b/c). ', 'Yes.']],
    ['Run `a. b` now. Yes.', ['Run `a. b` now. ', 'Yes.']],
    ['Is it [open? Yes. It is', ['Is it [open? Yes. It is']],
    ['A <b class="a. b">bold</b> word. Yes.', ['A <b class="a. b">bold</b> word. ', 'Yes.']],
    ['If ab<bc. Then c.', ['If ab<bc. ', 'Then c.']],
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
    ['more marks', 'Look:\n````md\n```js\nlet a;\n```\n````\nDone.'],
    ['backticks in a list', 'Look:\n- ```\n  a. b\n  ```\nDone.'],
    ['backticks in a quote', 'Look:\n> ```\n> a. b\n> ```\nDone.'],
    ['backticks with lines that look like the end', 'Look:\n```\n``` js\n`` `\n```\nDone.'],
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

  it.each([
    'Type ```npm start``` now.\nDone.',
    '```npm start``` does it.\nDone.',
    '``` is a fence. ~~~ too. Done.',
  ])('does not treat a fence in a sentence as code: %j', (text) => {
    const { state, clauses: first } = chunk(EMPTY_CHUNKER, `Hm. ${text}`);
    expect([...first, ...finishChunks(state)].filter(({ code }) => code)).toEqual([]);
  });

  it('cuts long text without punctuation', () => {
    const [first] = clauses('word '.repeat(200));
    expect(first!.length).toBeLessThanOrEqual(260);
  });

  it('cuts text without spaces between characters, and speaks none of the rest of a long address', () => {
    expect(
      clauses('👍🏽'.repeat(900), 1_000).every((text) => text.isWellFormed() && !text.startsWith('🏽')),
    ).toBe(true);
    const { state, clauses: found } = chunk(
      EMPTY_CHUNKER,
      `See https://a.example/${'x1/'.repeat(2_000)} for more. Yes`,
    );
    const prose = [...found, ...finishChunks(state)].filter(({ code }) => !code).map(({ text }) => text);
    expect(prose.slice(1)).toEqual(['for more. ', 'Yes']);
  });

  // Time that grows with the square of the length would exceed the test's timeout.
  it.each([...['[', '`', '>', '-', ' ', '\n', '`a ', '<a b=', '\\frac{', 'https://', 'p.m. ', '~~~\n']])(
    'takes 100,000 characters of %j, however they stream',
    { timeout: 20_000 },
    (unit) => {
      const text = unit.repeat(100_000 / unit.length);
      for (const step of [1, text.length]) {
        let state = EMPTY_CHUNKER;
        for (let at = 0; at < text.length; at += step) {
          const result = chunk(state, text.slice(at, at + step));
          state = result.state;
          for (const { text: clause, code, startsLine } of result.clauses)
            if (!code) speakable(clause, startsLine);
        }
        expect(state.rest.length).toBeLessThan(2_000);
      }
    },
  );
});
