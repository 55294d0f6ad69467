import { describe, expect, it } from 'vitest';
import { exampleOf } from '../../dom/temporal-input';
import { numberIn, temporalValue } from './field-value';

describe('temporalValue', () => {
  it.each([
    ['date', '2026-05-04', '2026-05-04'],
    ['date', '2026-5-4', '2026-05-04'],
    ['date', '4 May 2026', '2026-05-04'],
    ['date', 'May 4th, 2026', '2026-05-04'],
    ['date', 'september 30 2026', '2026-09-30'],
    ['month', 'May 2026', '2026-05'],
    ['month', '2026-05', '2026-05'],
    ['week', '2026-W19', '2026-W19'],
    ['time', '13:45', '13:45'],
    ['time', '1:45 pm', '13:45'],
    ['time', '12 am', '00:00'],
    ['time', '9 a.m.', '09:00'],
    ['datetime-local', '2026-05-04T13:45', '2026-05-04T13:45'],
    ['datetime-local', '4 May 2026 at 1:45 pm', '2026-05-04T13:45'],
    ['datetime-local', '2026-05-04 09:30', '2026-05-04T09:30'],
  ])('reads as a %s: %s', (type, text, value) => {
    expect(temporalValue(type, text)).toBe(value);
  });

  it.each([
    ['date', '4/5/2026'],
    ['date', '2026-02-30'],
    ['date', '31 April 2026'],
    ['date', 'May 2026'],
    ['date', 'tomorrow'],
    ['time', '25:00'],
    ['time', '13 pm'],
    ['time', '9'],
    ['week', 'next week'],
    ['datetime-local', '4 May 2026'],
  ])('does not guess a %s from %s', (type, text) => {
    expect(temporalValue(type, text)).toBeNull();
  });

  it('reads its own examples', () => {
    for (const type of ['date', 'month', 'week', 'time', 'datetime-local']) {
      expect(temporalValue(type, exampleOf(type))).toBe(exampleOf(type));
    }
  });
});

describe('numberIn', () => {
  it.each([
    ['50', 50, false],
    ['-3.5', -3.5, false],
    ['1,500', 1500, false],
    ['50 %', 50, true],
    ['30 percent', 30, true],
  ])('reads %s', (text, number, isPart) => {
    expect(numberIn(text)).toEqual({ number, isPart });
  });

  it.each(['', 'five', '5 apples', '1,5'])('reads no number in %j', (text) => {
    expect(numberIn(text)).toBeNull();
  });
});
