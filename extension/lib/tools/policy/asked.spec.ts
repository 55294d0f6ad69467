import { describe, expect, it } from 'vitest';
import { answerIn, ENGLISH_ANSWERS } from '#answers';
import { isYes } from './asked';

const { yes, weakYes, always, no, noAlone } = ENGLISH_ANSWERS;

describe(isYes.name, () => {
  it('takes nothing for a yes that is a no to a question about a call', () => {
    expect([...no, ...noAlone].filter(isYes)).toEqual([]);
  });

  it.each(['yes', 'yeah', 'yep', 'sure', 'okay', 'go ahead', 'do it', 'please do', 'yes please'])(
    'takes "%s" for one, as an answer to a question about a call',
    (text) => {
      expect(isYes(text)).toBe(true);
      expect(answerIn(text, { wasAskedBefore: true })).toBe('yes');
    },
  );

  it('is stricter than the words that are a yes there', () => {
    const both = [...yes, ...weakYes, ...always].filter(isYes);
    expect(both.length).toBeGreaterThan(8);
    expect(isYes('she said yes')).toBe(false);
  });
});
