import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { PronunciationDictionary } from './pronunciation-dictionary.js';

describe(PronunciationDictionary.name, () => {
  const folder = mkdtempSync(join(tmpdir(), 'earshot-dictionary-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const created = (text: string) => {
    const file = join(folder, 'words.dict');
    writeFileSync(file, text);
    return new PronunciationDictionary(file);
  };
  const WORDS = "'bout B AW T\na AH\na(2) EY\nread R EH D\nread(2) R IY D\nreader R IY D ER\nzoo Z UW\n";

  it.each([
    ["'bout", ['B AW T']],
    ['a', ['AH', 'EY']],
    ['read', ['R EH D', 'R IY D']],
    ['reader', ['R IY D ER']],
    ['zoo', ['Z UW']],
    ['rea', []],
    ['reads', []],
    ['zzz', []],
    ['!', []],
    ['', []],
  ])('looks up "%s"', (word, expected) => {
    expect(created(WORDS).lookUp(word)).toEqual(expected);
    expect(created(WORDS.trimEnd()).lookUp(word)).toEqual(expected);
  });

  it('finds nothing in an empty file', () => expect(created('').has('a')).toBe(false));
});
