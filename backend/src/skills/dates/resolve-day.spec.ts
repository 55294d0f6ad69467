import { describe, expect, it } from 'vitest';
import { resolveDay } from './resolve-day.js';

/** A Wednesday, at nine in the morning. */
const NOW = new Date(2026, 10, 25, 9, 5);

const day = async (...args: Parameters<typeof resolveDay>) =>
  (await resolveDay(...args))?.date.toDateString();

describe(resolveDay.name, () => {
  it.each([
    ['the 3rd', 'Thu Dec 03 2026', 'Tue Nov 03 2026'],
    ['the 25th', 'Wed Nov 25 2026', 'Wed Nov 25 2026'],
    ['on the 27th', 'Fri Nov 27 2026', 'Tue Oct 27 2026'],
    ['the 31st', 'Thu Dec 31 2026', 'Sat Oct 31 2026'],
    ['christmas', 'Fri Dec 25 2026', 'Thu Dec 25 2025'],
    ['november 25th', 'Wed Nov 25 2026', 'Wed Nov 25 2026'],
    ['december 1st', 'Tue Dec 01 2026', 'Mon Dec 01 2025'],
    ['may the 3rd', 'Mon May 03 2027', 'Sun May 03 2026'],
    ['friday', 'Fri Nov 27 2026', 'Fri Nov 20 2026'],
    ['wednesday', 'Wed Nov 25 2026', 'Wed Nov 25 2026'],
    // These names have only one meaning.
    ['tomorrow', 'Thu Nov 26 2026', 'Thu Nov 26 2026'],
    ['may 3 2027', 'Mon May 03 2027', 'Mon May 03 2027'],
    ['yesterday', 'Tue Nov 24 2026', 'Tue Nov 24 2026'],
  ])('“%s” to come is %s, and was %s', async (phrase, next, last) => {
    expect(await day(phrase, NOW)).toBe(next);
    expect(await day(phrase, NOW, 'last')).toBe(last);
  });

  it.each(['the 32nd', 'the 0th', 'december 32', 'narnia'])('knows no “%s”', async (phrase) => {
    expect(await day(phrase, NOW)).toBeUndefined();
    expect(await day(phrase, NOW, 'last')).toBeUndefined();
  });

  it('finds “last friday”', async () => {
    expect(await day('last friday', NOW, 'last')).toBe('Fri Nov 20 2026');
  });

  it('goes back to the previous year', async () => {
    expect(await day('the 31st', new Date(2027, 0, 2), 'last')).toBe('Thu Dec 31 2026');
  });
});
