import { describe, expect, it } from 'vitest';
import { listed, matchOption, type Choice } from './match-option';

const choices = (...names: (string | string[])[]): Choice<string>[] =>
  names.map((all) => ({ names: [all].flat(), option: [all].flat()[0]! }));

describe('matchOption', () => {
  it.each([
    ['the same text', 'Red', ['Red', 'red', 'Dark red'], ['Red']],
    ['another case', 'RED', ['Red', 'Dark red'], ['Red']],
    ['other punctuation and accents', 'creme brulee', ['Crème brûlée!', 'Cake'], ['Crème brûlée!']],
    ['its beginning', 'United', ['United Kingdom', 'Germany'], ['United Kingdom']],
    ['words of it', 'kingdom', ['United Kingdom', 'Germany'], ['United Kingdom']],
    ['a whole name before a longer one', 'Guinea', ['Guinea-Bissau', 'Guinea'], ['Guinea']],
  ])('finds an option by %s', (_, wanted, names, expected) => {
    expect(matchOption(choices(...names), wanted)).toEqual(expected);
  });

  it('finds an option by its other names', () => {
    expect(matchOption(choices(['Germany', 'de'], ['France', 'fr']), 'de')).toEqual(['Germany']);
  });

  it('returns all that fit equally well', () => {
    expect(matchOption(choices('Small red', 'Large red', 'Blue'), 'red')).toEqual(['Small red', 'Large red']);
  });

  it('finds no part of a word, and nothing for nothing', () => {
    expect(matchOption(choices('Redmond'), 'red')).toEqual([]);
    expect(matchOption(choices('Red', '-'), ' ?')).toEqual([]);
  });
});

describe('listed', () => {
  it('says how many it leaves out', () => {
    expect(listed(['a "b"', 'c'])).toBe(`"a 'b'", "c"`);
    expect(listed(Array.from({ length: 12 }, (_, i) => `${i}`))).toMatch(/"9", and 2 more$/);
  });
});
