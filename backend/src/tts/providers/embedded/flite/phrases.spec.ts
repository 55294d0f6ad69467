import { describe, expect, it } from 'vitest';
import { splitPhrases } from './phrases.js';

describe('splitPhrases', () => {
  it('leaves a short clause whole, commas and all', () => {
    const text = 'Sure, the timer is set, and it rings at five.';
    expect(splitPhrases(text)).toEqual([text]);
  });

  it('gives nothing for nothing', () => {
    expect(splitPhrases('  ')).toEqual([]);
  });

  it('begins with a short phrase that ends where a speaker breathes, then makes longer ones', () => {
    expect(
      splitPhrases(
        'The capital of France is Paris, and its currency is the euro, which it shares with nineteen other countries.',
      ),
    ).toEqual([
      'The capital of France is Paris,',
      'and its currency is the euro, which it shares with nineteen other countries.',
    ]);
  });

  it('prefers a joining word to any other where there is no punctuation', () => {
    expect(splitPhrases('There are many reasons why somebody might speak on without a stop at all')[0]).toBe(
      'There are many reasons why somebody might speak',
    );
  });

  it('does not stop at a number with a point or a comma inside', () => {
    const [first] = splitPhrases(`The number that you asked me about is 3,141,592.653 exactly so they say`);
    expect(first).toBe('The number that you asked me about is 3,141,592.653');
  });

  it('cuts a word that never ends', () => {
    const phrases = splitPhrases('x'.repeat(300));
    expect(phrases.map(({ length }) => length)).toEqual([56, 120, 120, 4]);
  });

  it('loses nothing', () => {
    const text = `One, two; three: four. ${'and so on to the end '.repeat(30)}!`.replace(/\s+/g, ' ');
    expect(splitPhrases(text).join(' ')).toBe(text);
  });
});
