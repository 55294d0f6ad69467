import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { resolveDay } from './resolve-day.js';

/** A Wednesday. */
const TODAY = Temporal.PlainDate.from('2026-11-25');

const day = async (phrase: string, today: Temporal.PlainDate | string = TODAY, direction?: 'next' | 'last') =>
  (await resolveDay(phrase, Temporal.PlainDate.from(today), direction))?.date.toString();

describe(resolveDay.name, () => {
  it.each([
    ['the 3rd', '2026-12-03', '2026-11-03'],
    ['the 25th', '2026-11-25', '2026-11-25'],
    ['on the 27th', '2026-11-27', '2026-10-27'],
    ['the 31st', '2026-12-31', '2026-10-31'],
    ['christmas', '2026-12-25', '2025-12-25'],
    ['november 25th', '2026-11-25', '2026-11-25'],
    ['december 1st', '2026-12-01', '2025-12-01'],
    ['may the 3rd', '2027-05-03', '2026-05-03'],
    ['february 29th', '2028-02-29', '2024-02-29'],
    ['friday', '2026-11-27', '2026-11-20'],
    ['wednesday', '2026-11-25', '2026-11-25'],
    ['friday the 13th', '2027-08-13', '2026-11-13'],
    ['december', '2026-12-01', '2025-12-01'],
    ['november', '2027-11-01', '2026-11-01'],
    // These names have only one meaning.
    ['tomorrow', '2026-11-26', '2026-11-26'],
    ['may 3 2027', '2027-05-03', '2027-05-03'],
    ['yesterday', '2026-11-24', '2026-11-24'],
    ['last friday', '2026-11-20', '2026-11-20'],
    ['next month', '2026-12-01', '2026-12-01'],
  ])('“%s” to come is %s, and was %s', async (phrase, next, last) => {
    expect(await day(phrase)).toBe(next);
    expect(await day(phrase, TODAY, 'last')).toBe(last);
  });

  it.each([
    ['next friday', '2026-12-04'],
    ['next monday', '2026-11-30'],
    ['next sunday', '2026-12-06'],
    ['this friday', '2026-11-27'],
    ['the coming wednesday', '2026-12-02'],
    ['friday after next', '2026-12-11'],
    ['last wednesday', '2026-11-18'],
    ['tuesday of next week', '2026-12-01'],
    ['next week tuesday', '2026-12-01'],
    ['a week from tuesday', '2026-12-08'],
    ['a week on friday', '2026-12-04'],
    ['friday week', '2026-12-04'],
    ['2 weeks from friday', '2026-12-11'],
    ['2 fridays from now', '2026-12-04'],
    ['the 1st monday of december', '2026-12-07'],
    ['the 1st monday of november', '2027-11-01'],
    ['the last friday of november', '2026-11-27'],
    ['the 3rd thursday in january 2027', '2027-01-21'],
    ['the 4th thursday of the month', '2026-11-26'],
    ['the day after tomorrow', '2026-11-27'],
    ['the day before christmas', '2026-12-24'],
    ['3 weeks before christmas', '2026-12-04'],
    ['2 days after thanksgiving', '2026-11-28'],
    ['in a month', '2026-12-25'],
    ['in 90 days', '2027-02-23'],
    ['90 days from now', '2027-02-23'],
    ['90 days from march 1st', '2027-05-30'],
    ['3 weeks ago', '2026-11-04'],
    ['a fortnight ago', '2026-11-11'],
    ['a year and a half ago', '2025-05-25'],
    ['half a year from now', '2027-05-25'],
    ['in 1 year and 2 months', '2028-01-25'],
    ['in a couple of weeks', '2026-12-09'],
    ['in 10 business days', '2026-12-09'],
    ['5 working days ago', '2026-11-18'],
    ['the end of the month', '2026-11-30'],
    ['end of november', '2026-11-30'],
    ['the end of the year', '2026-12-31'],
    ['the beginning of next month', '2026-12-01'],
    ['the last day of february 2028', '2028-02-29'],
    ['the 1st of next month', '2026-12-01'],
    ['next week', '2026-11-30'],
    ['this weekend', '2026-11-28'],
    ['next weekend', '2026-12-05'],
    ['next quarter', '2027-01-01'],
    ['next year', '2027-01-01'],
    ['2030', '2030-01-01'],
    ['20 30', '2030-01-01'],
    ['june 30th', '2027-06-30'],
    ['the 30th of june', '2027-06-30'],
    ['june 30th next year', '2027-06-30'],
    ['christmas next year', '2027-12-25'],
    ['easter 2030', '2030-04-21'],
    ['july 4 1976', '1976-07-04'],
    ['12/25', '2026-12-25'],
    ['2026-12-25', '2026-12-25'],
    ['25.12.2026', '2026-12-25'],
    ['friday december 25th', '2026-12-25'],
    ['tomorrow morning', '2026-11-26'],
    ['friday night', '2026-11-27'],
    ['my birthday on may 5', '2027-05-05'],
    ['my birthday which is on may the 5th', '2027-05-05'],
  ])('“%s” is %s', async (phrase, date) => expect(await day(phrase)).toBe(date));

  it.each([
    ['2027-01-31', 'in a month', '2027-02-28'],
    ['2028-01-31', 'in a month', '2028-02-29'],
    ['2027-01-31', '1 month from today', '2027-02-28'],
    ['2027-03-31', 'a month ago', '2027-02-28'],
    ['2027-08-31', '6 months ago', '2027-02-28'],
    ['2026-12-31', 'in 2 months', '2027-02-28'],
    ['2028-02-29', 'in a year', '2029-02-28'],
    ['2028-02-29', 'in 4 years', '2032-02-29'],
    ['2028-02-29', 'a year ago', '2027-02-28'],
    ['2027-05-31', 'next month', '2027-06-01'],
    ['2027-01-02', 'the day before yesterday', '2026-12-31'],
  ])('on %s, “%s” is %s', async (today, phrase, date) => expect(await day(phrase, today)).toBe(date));

  it.each([
    ...['the 32nd', 'the 0th', 'december 32', 'february 30th', 'february 29 2027', 'narnia', '5 pm', '5'],
    ...[
      'in 1.5 weeks',
      'in 9999999 years',
      '5000 years ago',
      'friday the 32nd',
      'the 5th friday of february 2027',
    ],
  ])('knows no “%s”', async (phrase) => {
    expect(await day(phrase)).toBeUndefined();
    expect(await day(phrase, TODAY, 'last')).toBeUndefined();
  });

  it('goes back to the previous year', async () => {
    expect(await day('the 31st', '2027-01-02', 'last')).toBe('2026-12-31');
  });

  it('names what begins on a day', async () => {
    expect(await resolveDay('next month', TODAY)).toMatchObject({ name: 'next month', begins: 'exactly' });
    expect(await resolveDay('summer', TODAY)).toMatchObject({ begins: 'about' });
  });
});
