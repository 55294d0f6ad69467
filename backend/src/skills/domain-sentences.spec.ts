import { describe, expect, it } from 'vitest';
import { domainSentences, labelledDomainSentences } from './domain-sentences.js';
import { matches } from './matcher.js';

describe(domainSentences.name, () => {
  it('has every sentence understood as the intent that it was made from', () => {
    const drifted = labelledDomainSentences()
      .map(({ intent, sentence }) => ({
        intent,
        sentence,
        understood: matches(sentence).next().value?.intent.name,
      }))
      .filter(({ intent, understood }) => intent !== understood);
    expect(drifted).toEqual([]);
  });

  it('is spoken words only', () => {
    const odd = domainSentences().filter((sentence) => !/^[a-z]+(?: [a-z]+)*$/.test(sentence));
    expect(odd).toEqual([]);
  });

  it('is the same each time, and some ten thousand', () => {
    const sentences = domainSentences();
    expect(domainSentences()).toEqual(sentences);
    expect(sentences.length).toBeGreaterThan(20_000);
    expect(sentences.length).toBeLessThan(100_000);
  });
});
