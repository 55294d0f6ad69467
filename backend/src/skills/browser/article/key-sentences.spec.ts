import { describe, expect, it } from 'vitest';
import { keySentences, stemsOf } from './key-sentences.js';
import { passageAbout } from './passages.js';

const TEXT = [
  'Bees make honey from the nectar of flowers. They carry it home in a small pouch. It was raining on the day of our visit.',
  'A hive of bees stores honey for the winter. The keeper takes some of the honey in late summer. Menu',
  'Refunds are paid within 14 days. Write to the keeper if yours does not come.',
].join('\n\n');

describe(keySentences.name, () => {
  it('picks the sentences whose words are the most frequent, in the order of the text', () => {
    const picked = keySentences({ title: 'Honey', text: TEXT });
    expect(picked).toEqual([
      'Bees make honey from the nectar of flowers.',
      'A hive of bees stores honey for the winter.',
      'The keeper takes some of the honey in late summer.',
    ]);
  });

  it('picks no headings, and nothing of a page without sentences', () => {
    expect(keySentences({ title: '', text: 'Menu\nHome\nContact us today' })).toEqual([]);
    expect(keySentences({ title: '', text: '' })).toEqual([]);
  });

  it('does not end a sentence at an abbreviation', () => {
    const line = 'Dr. Miller keeps many bees and sells their honey.';
    expect(keySentences({ title: '', text: line })).toEqual([line]);
  });

  it('picks a repeated sentence once', () => {
    const line = 'Bees make honey from the nectar of flowers.';
    expect(keySentences({ title: '', text: `${line} ${line} ${line}` })).toEqual([line]);
  });
});

describe(passageAbout.name, () => {
  it('begins where the topic is named first', () => {
    expect(passageAbout('refund', TEXT)).toEqual([
      'Refunds are paid within 14 days.',
      'Write to the keeper if yours does not come.',
    ]);
    expect(passageAbout('honey in winter', TEXT)[0]).toBe('A hive of bees stores honey for the winter.');
  });

  it.each(['whales', 'the', ''])('is empty for "%s"', (topic) =>
    expect(passageAbout(topic, TEXT)).toEqual([]),
  );
});

describe(stemsOf.name, () => {
  it('makes forms of a word alike', () => {
    expect(stemsOf('refund refunds refunded')).toEqual(['refund', 'refund', 'refund']);
    expect(stemsOf('the of and')).toEqual([]);
  });
});
