import { describe, expect, it } from 'vitest';
import { pageTerms, tokensOf } from './page-terms.js';

const ANY = { count: 100 };

describe(pageTerms, () => {
  it.each([
    ['Proceed to checkout', 'Proceed to checkout'],
    ['Add to cart – $1,299.00', 'Add to cart'],
    ['12,90 € Tea for two', 'Tea for two'],
    ['Inbox (3)', 'Inbox'],
    ['iPhone 15 Pro', 'iPhone 15 Pro'],
    ['» Sign-in / Register…', 'Sign-in Register'],
    ["Today's deals", "Today's deals"],
    ['Node.js @ GitHub', 'Node.js GitHub'],
    ['ﬁle\u00a0menu', 'file menu'],
    ['One two three four five six seven eight', 'One two three four five six'],
    ['Über uns', 'Über uns'],
    ['設定', '設定'],
    ['A1', ''],
    ['X', ''],
    ['42', ''],
    ['1–20 / 300', ''],
    ['★★★', ''],
    ['', ''],
  ])('makes of %j %j', (name, term) => {
    expect(pageTerms([name], ANY)).toEqual(term === '' ? [] : [term]);
  });

  it('says each name once, in the order of the page', () => {
    expect(pageTerms(['Save', 'Open', 'SAVE!', 'open', 'Close'], ANY)).toEqual(['Save', 'Open', 'Close']);
  });

  it('keeps the terms of the config first and as they are', () => {
    expect(pageTerms(['earshot', 'Save'], ANY, ['Earshot', '$5 deal'])).toEqual([
      'Earshot',
      '$5 deal',
      'Save',
    ]);
  });

  it('keeps the limits of the vendor', () => {
    const names = Array.from(
      { length: 300 },
      (_, i) => `Product ${'abcdefghij'[i % 10]}${i} of the long list of things`,
    );
    const terms = pageTerms(names, { count: 50, chars: 20, tokens: 300 }, ['Own term']);
    expect(terms.length).toBeLessThanOrEqual(50);
    expect(Math.max(...terms.map(({ length }) => length))).toBeLessThanOrEqual(20);
    expect(terms.reduce((sum, term) => sum + tokensOf(term), 0)).toBeLessThanOrEqual(300);
    expect(terms.length).toBeGreaterThan(20);
  });

  it('cuts a name between words, and leaves out a word that is too long', () => {
    const limits = { count: 5, chars: 10 };
    expect(pageTerms(['Proceed to checkout', 'Donaudampfschiff'], limits)).toEqual(['Proceed to']);
  });

  it('leaves out what does not fit any more, and takes a shorter name after it', () => {
    expect(pageTerms(['Save', 'Some rather long name', 'Open'], { count: 5, tokens: 4 })).toEqual([
      'Save',
      'Open',
    ]);
  });

  it.each([10_000, 1_000_000])('takes a name of %i characters', (length) => {
    expect(pageTerms(['ab '.repeat(length / 3), '€'.repeat(length), '1'.repeat(length)], ANY)).toEqual([
      'ab ab ab ab ab ab',
    ]);
  });
});
