import { describe, expect, it } from 'vitest';
import { sayMoment } from './say-moment.js';

/** Sunday, November 29, 2026, 4:30 PM in Berlin. */
const NOW = Date.UTC(2026, 10, 29, 15, 30);

describe(sayMoment.name, () => {
  it.each([
    [Date.UTC(2026, 10, 29, 16, 3), 'at 5:03 PM'],
    [Date.UTC(2026, 10, 29, 3, 0), 'at 4:00 AM'],
    // 23:30 of today in UTC is tomorrow in Berlin.
    [Date.UTC(2026, 10, 29, 23, 30), 'at 12:30 AM tomorrow'],
    [Date.UTC(2026, 10, 28, 22, 59), 'at 11:59 PM yesterday'],
    [Date.UTC(2026, 11, 4, 6, 0), 'on Friday at 7:00 AM'],
    [Date.UTC(2026, 11, 6, 6, 0), 'on December 6 at 7:00 AM'],
    [Date.UTC(2026, 10, 20, 6, 0), 'on November 20 at 7:00 AM'],
    [Date.UTC(2027, 0, 31, 6, 0), 'on January 31, 2027 at 7:00 AM'],
  ])('%d is %s', (moment, words) => {
    expect(sayMoment(moment, NOW, 'Europe/Berlin')).toBe(words);
  });
});
