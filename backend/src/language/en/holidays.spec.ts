import { describe, expect, it } from 'vitest';
import { findHoliday, nextDayOf } from './holidays.js';

const dayOf = (name: string, year: number) => {
  const date = findHoliday(name)!.dayOf(year);
  return [date.getMonth() + 1, date.getDate()];
};

describe(findHoliday.name, () => {
  it.each([
    [2024, [3, 31]],
    [2025, [4, 20]],
    [2026, [4, 5]],
    [2027, [3, 28]],
    [2038, [4, 25]],
  ])('knows Easter of %i', (year, day) => expect(dayOf('easter', year)).toEqual(day));

  it.each([
    ['thanksgiving', [11, 26]],
    ['black friday', [11, 27]],
    ['mothers day', [5, 10]],
    ['fathers day', [6, 21]],
    ['memorial day', [5, 25]],
    ['labor day', [9, 7]],
    ['martin luther king day', [1, 19]],
  ])('knows %s of 2026', (name, day) => expect(dayOf(name, 2026)).toEqual(day));

  it('knows no other days', () => {
    expect(findHoliday('laundry day')).toBeUndefined();
    expect(findHoliday('constructor')).toBeUndefined();
  });
});

describe(nextDayOf.name, () => {
  const christmas = findHoliday('christmas')!;

  it('is today on the day itself, at any time', () => {
    expect(nextDayOf(christmas, new Date(2026, 11, 25, 23, 59))).toEqual(new Date(2026, 11, 25));
  });

  it('is next year after it', () => {
    expect(nextDayOf(christmas, new Date(2026, 11, 26))).toEqual(new Date(2027, 11, 25));
  });
});
