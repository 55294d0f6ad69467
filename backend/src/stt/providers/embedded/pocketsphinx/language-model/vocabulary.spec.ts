import { describe, expect, it } from 'vitest';
import { selectPronunciations } from './vocabulary.js';

describe(selectPronunciations.name, () => {
  it('keeps every pronunciation of the wanted words, and no other word', () => {
    const dictionary = "a AH\na(2) EY\na's EY Z\nabout AH B AW T\nread R EH D\nread(2) R IY D\n";
    expect(selectPronunciations(dictionary, new Set(['a', 'read']))).toBe(
      'a AH\na(2) EY\nread R EH D\nread(2) R IY D\n',
    );
  });
});
