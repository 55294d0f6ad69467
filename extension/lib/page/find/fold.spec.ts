import { describe, expect, it } from 'vitest';
import { foldedWithOffsets } from './fold';

describe(foldedWithOffsets, () => {
  it.each([
    ['Café', 'cafe'],
    ['STRASSE', 'strasse'],
    ['it’s “fine”', `it's "fine"`],
    ['one\n\t two', 'one two'],
    ['co\u00adop', 'coop'],
    ['e\u0301', 'e'],
    ['ﬁne', 'fine'],
    ['Zürich–Bern', 'zurich-bern'],
  ])('folds %j', (original, folded) => {
    expect(foldedWithOffsets(original).text).toBe(folded);
  });

  it('knows where each unit comes from', () => {
    const { text, offsets } = foldedWithOffsets('a\u00ad  ﬁ😀');
    expect(text).toBe('a fi😀');
    expect(offsets).toEqual([0, 2, 4, 4, 5, 5, 7]);
  });
});
