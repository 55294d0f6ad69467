import { describe, expect, it } from 'vitest';
import { domainSentences, labelledDomainSentences, sentencesOf } from './domain-sentences.js';
import type { Intent } from './engine/intent.js';
import { INTENTS } from './intents/index.js';
import { englishMatcher } from './english.js';

const REPLIES = new Set(INTENTS.filter(({ after }) => after).map(({ name }) => name));

/** The intent of a sentence, or of a reply. Without notes, no question is about one. */
function understood(intent: string, sentence: string): string | undefined {
  const among = REPLIES.has(intent)
    ? ({ name }: Intent) => name === intent
    : ({ name, after, onPage }: Intent) => !after && !onPage && name !== 'note.recall';
  return englishMatcher.matches(sentence, among).next().value?.intent.name;
}

describe(domainSentences.name, () => {
  it('generates sentences that match the intent they were generated from', { timeout: 30_000 }, () => {
    const different = new Map(
      labelledDomainSentences().map((each) => [`${each.intent}: ${each.sentence}`, each]),
    );
    const drifted = [...different.values()]
      .map(({ intent, sentence }) => ({
        intent,
        sentence,
        understood: understood(intent, sentence),
      }))
      .filter(({ intent, understood }) => intent !== understood);
    expect(drifted).toEqual([]);
  });

  it('generates the same sentences for the other intents when an intent is added', () => {
    const [added, ...others] = englishMatcher.rows;
    expect(sentencesOf(englishMatcher.rows, 1)).toEqual([
      ...sentencesOf([added!], 1),
      ...sentencesOf(others, 1),
    ]);
  });

  it('contains only spoken words', () => {
    const odd = domainSentences().filter((sentence) => !/^[a-z]+(?: [a-z]+)*$/.test(sentence));
    expect(odd).toEqual([]);
  });

  it('generates the same sentences each time, between 20,000 and 120,000', () => {
    const sentences = domainSentences();
    expect(domainSentences()).toEqual(sentences);
    expect(sentences.length).toBeGreaterThan(20_000);
    expect(sentences.length).toBeLessThan(120_000);
  });
});
