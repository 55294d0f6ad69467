import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { findHoliday, nextDayOf } from './holidays.js';

const dayOf = (name: string, year: number) => {
  const date = findHoliday(name)!.dayOf(year);
  return [date.month, date.day];
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

  it('is today on the day itself', () => {
    const today = Temporal.PlainDate.from('2026-12-25');
    expect(nextDayOf(christmas, today).toString()).toBe('2026-12-25');
  });

  it('is next year after it', () => {
    const today = Temporal.PlainDate.from('2026-12-26');
    expect(nextDayOf(christmas, today).toString()).toBe('2027-12-25');
  });
});
