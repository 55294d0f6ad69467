import { describe, expect, it } from 'vitest';
import { errorOf, told } from './outcome.js';

describe(errorOf.name, () => {
  it('is the tool’s own words, as a sentence', () => {
    expect(errorOf({ ok: true })).toBeUndefined();
    expect(errorOf({ ok: false, error: ' e12 is gone: the page has changed. ' })).toBe(
      'E12 is gone: the page has changed.',
    );
  });

  it('is cut at the end of a sentence, or at a word', () => {
    const long = 'The page is busy. '.repeat(30);
    expect(errorOf({ ok: false, error: long })).toMatch(/^The page is busy\..{150,240}busy\.$/);
    expect(errorOf({ ok: false, error: 'word '.repeat(100) })).toMatch(/^Word(?: word)+…$/);
  });
});

describe(told.name, () => {
  it.each([
    [{ ok: true, changed: 'Nothing.' }, 'Scrolled down, but nothing changed.'],
    [{ ok: true, changed: 'nothing: the end is reached' }, 'The end is reached.'],
    [
      { ok: true, changed: '3 items came' },
      { sound: 'done', note: 'Scrolled down: 3 items came.' },
    ],
    [{ ok: true }, { sound: 'done', note: 'Scrolled down.' }],
    [
      { ok: true, changed: 'scrolled down, to 10 % of it' },
      { sound: 'done', note: 'Scrolled down, to 10 % of it.' },
    ],
    [{ ok: false, error: 'The user said no.', denied: true }, "Okay, I won't."],
    [
      { ok: false, error: 'The question got no answer.', denied: true },
      { sound: 'not_done', note: 'The question got no answer.' },
    ],
  ])('says of %o what happened', (result, said) => expect(told(result, 'Scrolled down')).toEqual(said));
});
