import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { isSaid } from './spoken-words';

describe('a date or a time in a field', () => {
  beforeEach(() => {
    vi.useFakeTimers({ now: new Date('2026-11-30T12:00:00Z') });
  });
  afterEach(() => vi.useRealTimers());

  it.each([
    ['2027-05-03', 'from Pearham on the third of May 2027 at half past nine'],
    ['09:30', 'from Pearham on the third of May 2027 at half past nine'],
    ['2027-05-21', 'on May twenty first'],
    ['2026-12-24', 'the 24th of December'],
    ['3 May 2027', 'the 3rd of May 2027'],
    ['2026-12-01', 'book a table for tomorrow'],
    ['2026-12-04', 'next Friday at seven pm'],
    ['19:00', 'next Friday at seven pm'],
    ['09:45', 'at a quarter to ten'],
    ['10:15', 'a quarter past ten'],
    ['21:00', 'at nine in the evening'],
    ['12:00', 'at noon'],
    ['09:50', 'at ten to ten'],
    ['9:00', "at nine o'clock"],
  ])('%s is said in "%s"', (text, said) => expect(isSaid(text, [said])).toBe(true));

  it.each([
    ['2027-05-04', 'on the third of May 2027'],
    ['2027-06-03', 'on the third of May 2027'],
    ['2031-05-03', 'on the third of May'],
    ['2027-01-20', 'tomorrow'],
    ['09:41', 'at half past nine'],
    ['17:23', 'at nine'],
    ['48213', 'at half past nine tomorrow'],
  ])('%s is not said in "%s"', (text, said) => expect(isSaid(text, [said])).toBe(false));
});
