import { describe, expect, it } from 'vitest';
import { writtenTerm } from '../../language/en/spoken/written-term.js';
import { pageTerms, tokensOf } from './page-terms.js';

const ANY = { count: 100 };

describe(pageTerms, () => {
  it('takes of each name what helps, and leaves out what nothing helps of', () => {
    const termOf = (name: string) => name.replace(/ ?\d+/, '');
    expect(pageTerms(['Inbox 3', '42', 'Save'], ANY, [], termOf)).toEqual(['Inbox', 'Save']);
  });

  it('says each name once, in the order of the page', () => {
    expect(pageTerms(['Save', 'Open', 'SAVE', 'open', 'Close'], ANY)).toEqual(['Save', 'Open', 'Close']);
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
    expect(
      pageTerms(['ab '.repeat(length / 3), '€'.repeat(length), '1'.repeat(length)], ANY, [], writtenTerm),
    ).toEqual(['ab ab ab ab ab ab']);
  });
});
