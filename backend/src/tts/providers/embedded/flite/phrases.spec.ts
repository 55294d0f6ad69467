import { describe, expect, it } from 'vitest';
import { splitPhrases } from './phrases.js';

describe('splitPhrases', () => {
  it('does not split a short clause at its commas', () => {
    const text = 'Sure, the timer is set, and it rings at five.';
    expect(splitPhrases(text)).toEqual([text]);
  });

  it('gives nothing for an empty text', () => {
    expect(splitPhrases('  ')).toEqual([]);
  });

  it('begins with a short phrase that ends where a speaker breathes, and goes on with longer ones', () => {
    expect(
      splitPhrases(
        'The capital of France is Paris, and its currency is the euro, which it shares with nineteen other countries.',
      ),
    ).toEqual([
      'The capital of France is Paris,',
      'and its currency is the euro, which it shares with nineteen other countries.',
    ]);
  });

  it('splits before a conjunction or preposition if there is no punctuation', () => {
    expect(splitPhrases('There are many reasons why somebody might speak on without a stop at all')[0]).toBe(
      'There are many reasons why somebody might speak',
    );
  });

  it('does not split a number at its point or comma', () => {
    const [first] = splitPhrases(`The number that you asked me about is 3,141,592.653 exactly so they say`);
    expect(first).toBe('The number that you asked me about is 3,141,592.653');
  });

  it('splits a very long word', () => {
    const phrases = splitPhrases('x'.repeat(300));
    expect(phrases.map(({ length }) => length)).toEqual([56, 120, 120, 4]);
  });

  it('keeps all of the text', () => {
    const text = `One, two; three: four. ${'and so on to the end '.repeat(30)}!`.replace(/\s+/g, ' ');
    expect(splitPhrases(text).join(' ')).toBe(text);
  });
});
