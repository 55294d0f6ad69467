import { describe, expect, it } from 'vitest';
import { writeDigits } from './digits.js';
import { ordinal, spellNumber, spellOrdinal } from '../number-words.js';

describe(writeDigits.name, () => {
  it('reads every number that spellNumber writes', () => {
    for (let n = 0; n < 10_000; n++) expect(writeDigits(spellNumber(n))).toBe(String(n));
    for (const n of [10_000, 123_456, 1_000_000, 2_500_000, 999_999_999, 1e12 + 1, 0.5, 3.25, 1_000.07]) {
      expect(writeDigits(spellNumber(n))).toBe(String(n));
    }
  });

  it('reads every ordinal in a date', () => {
    for (let n = 1; n <= 31; n++) expect(writeDigits(`may ${spellOrdinal(n)}`)).toBe(`may ${ordinal(n)}`);
  });

  it.each([
    ['twenty three times seventeen', '23 times 17'],
    ['two three', '2 3'],
    ['twenty twenty seven', '20 27'],
    ['nineteen ninety nine', '19 99'],
    ['one hundred and five and six', '105 and 6'],
    ['a hundred', '100'],
    ['a hundred and one', '101'],
    ['set a timer', 'set a timer'],
    ['two and a half hours', '2.5 hours'],
    ['three point one four', '3.14'],
    ['three point fourteen', '3.14'],
    ['one point oh five', '1.05'],
    ['point five plus point two five', '0.5 plus 0.25'],
    ['what is point nine times two', 'what is 0.9 times 2'],
    ['the point two of us made', 'the point 2 of us made'],
    ['get to the point five times', 'get to the point 5 times'],
    ['2 million', '2000000'],
    ['twelve hundred', '1200'],
    ['ten and twelve', '10 and 12'],
    ['twenty seconds', '20 seconds'],
    ['a twenty second timer', 'a 20 second timer'],
    ['the second timer', 'the 2nd timer'],
    ['the fifty second timer', 'the 50 second timer'],
    ['the twenty second of may', 'the 22nd of may'],
    ['december twenty fifth', 'december 25th'],
    ['hundred', 'hundred'],
    ['', ''],
  ])('of "%s" is "%s"', (said, written) => expect(writeDigits(said)).toBe(written));
});
