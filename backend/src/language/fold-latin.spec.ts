import { describe, expect, it } from 'vitest';
import { foldLatin } from './fold-latin.js';

describe(foldLatin.name, () => {
  it.each([
    ['Café', 'Cafe'],
    ['Straße', 'Strasse'],
    ['Łódź, smørrebrød', 'Lodz, smorrebrod'],
    ['Œuvre, Þór, æ', 'OEuvre, THor, ae'],
    ['ﬁle ＡＢＣ', 'file ABC'],
    ['plain', 'plain'],
    ['設定', '設定'],
  ])('%s becomes %s', (text, folded) => expect(foldLatin(text)).toBe(folded));
});
