import { describe, expect, it } from 'vitest';
import { domainSentences } from '../../../../../skills/domain-sentences.js';
import { PRONUNCIATIONS } from './pronunciations.js';

/** The phones of CMU's dictionary, which the acoustic model knows. */
const PHONES = new Set(
  'AA AE AH AO AW AY B CH D DH EH ER EY F G HH IH IY JH K L M N NG OW OY P R S SH T TH UH UW V W Y Z ZH'.split(
    ' ',
  ),
);

describe('further pronunciations', () => {
  const lines = PRONUNCIATIONS.trim().split('\n');

  it('are of words that are said to the skills', () => {
    const said = new Set(domainSentences().flatMap((sentence) => sentence.split(' ')));
    const unused = lines.map((line) => line.split('(')[0]!).filter((word) => !said.has(word));
    expect(unused).toEqual([]);
  });

  it('are further ones, each once, in phones that the model knows', () => {
    const entries = lines.map((line) => line.split(' '));
    expect(new Set(entries.map(([entry]) => entry)).size).toBe(lines.length);
    for (const [entry, ...phones] of entries) {
      expect(entry).toMatch(/^[a-z]+\([2-9]\)$/);
      expect(phones.filter((phone) => !PHONES.has(phone))).toEqual([]);
    }
  });
});
