import { describe, expect, it } from 'vitest';
import { nextOccurrence } from './next-occurrence.js';

const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];

describe(nextOccurrence.name, () => {
  it.each([
    ['later today', '2026-11-29T06:00:00Z', 'UTC', 7, [7], '2026-11-29T07:00:00Z'],
    ['a week later, at the very time', '2026-11-29T07:00:00Z', 'UTC', 7, [7], '2026-12-06T07:00:00Z'],
    ['on the next weekday', '2026-11-27T08:00:00Z', 'UTC', 7, [1, 2, 3, 4, 5], '2026-11-30T07:00:00Z'],
    ['in the zone of the user', '2026-11-29T23:30:00Z', 'Asia/Tokyo', 7, EVERY_DAY, '2026-11-30T22:00:00Z'],
    [
      'after the clocks went back',
      '2026-10-31T12:00:00Z',
      'America/New_York',
      7,
      EVERY_DAY,
      '2026-11-01T12:00:00Z',
    ],
    [
      'after they went forward',
      '2027-03-13T13:00:00Z',
      'America/New_York',
      7,
      EVERY_DAY,
      '2027-03-14T11:00:00Z',
    ],
    [
      'at a time that is left out',
      '2027-03-14T05:00:00Z',
      'America/New_York',
      2,
      EVERY_DAY,
      '2027-03-14T07:00:00Z',
    ],
    [
      'at the first of two equal times',
      '2026-11-01T04:00:00Z',
      'America/New_York',
      1,
      EVERY_DAY,
      '2026-11-01T05:00:00Z',
    ],
  ])('%s', (_, after, timeZone, hour, days, next) => {
    const found = nextOccurrence({ hour, minute: 0, days, timeZone }, Date.parse(after));
    expect(new Date(found)).toEqual(new Date(next));
  });
});
