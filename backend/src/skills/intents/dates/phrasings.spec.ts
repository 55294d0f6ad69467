import { describe, expect, it } from 'vitest';
import { ask } from '../../testing/ask.js';
import { contextAt } from '../../testing/skill-context.js';

type Row = readonly [said: string, answer: string];

const same = (answer: string, phrasings: readonly string[]): Row[] =>
  phrasings.map((said) => [said, answer] as const);

describe('on Sunday, November 29, 2026, at 9:05 AM in New York', () => {
  const context = contextAt('2026-11-29T09:05[America/New_York]');

  const ROWS: Readonly<Record<string, readonly Row[]>> = {
    today: [
      ...same('Today is Sunday, November 29.', [
        'what is the day of the week',
        "what's the day of the week today",
        'which day of the week is it',
        'which day is today',
        'day of the week',
        "today's date",
        "could you give me today's date",
        'current date',
        'what is the current date',
        'what day is this',
        "what's today's date and day",
        'what is the day and date today',
      ]),
      ["what's the quarter", "It's the 4th quarter of 2026."],
      ['which quarter are we in', "It's the 4th quarter of 2026."],
      ['what day of the year is it', "It's day 333 of 365 this year."],
      ['what week of the year is it', "It's week 48 of the year."],
      ['which month is it', "It's November."],
      ['what century is it', "It's the 21st century."],
      ['what decade are we in', "It's the 2020s."],
    ],
    'other days': [
      ...same('Yesterday was Saturday, November 28.', [
        "what was yesterday's date",
        'what was yesterday',
        'what day was yesterday',
        'what day was it yesterday',
        'what weekday was yesterday',
        "yesterday's date",
      ]),
      ...same('Tomorrow is Monday, November 30.', [
        'what is tomorrow',
        'what day will it be tomorrow',
        'what will the date be tomorrow',
        'what date is next Monday',
      ]),
      ...same('That is Tuesday, December 1.', ['what is the day after tomorrow', 'what day is tuesday']),
      ['what is the date a week from tuesday', 'That is Tuesday, December 8.'],
      ['what is the date three weeks ago', 'That was Sunday, November 8.'],
      ['what date was three weeks ago', 'That was Sunday, November 8.'],
      ['what is the date in a month', 'That is Tuesday, December 29.'],
      ['what will the date be in 90 days', 'That is Saturday, February 27, 2027.'],
      ['90 days from today', 'That is Saturday, February 27, 2027.'],
      ['what is 90 days from now', 'That is Saturday, February 27, 2027.'],
      ['what was the date 100 days ago', 'That was Friday, August 21.'],
      ["what's the date last Friday", 'That was Friday, November 27.'],
      ["what's the date on Friday", 'That is Friday, December 4.'],
      ["what's the day before christmas", 'That is Thursday, December 24.'],
      ['what day is 2 weeks before christmas', 'That is Friday, December 11.'],
      ['what is the date 10 business days from now', 'That is Friday, December 11.'],
      ['what is the last day of the month', 'The last day of this month is on Monday, November 30.'],
      ['what day is the first of next month', 'That is Tuesday, December 1.'],
      ['what year will it be in 10 years', 'That is 2036.'],
      ['what month is next month', 'That is December.'],
    ],
    'days by name': [
      ['when is June 30th', 'That is Wednesday, June 30, 2027, in 213 days.'],
      ["when's the 30th of June", 'That is Wednesday, June 30, 2027, in 213 days.'],
      ['what day is june 30th', 'That is Wednesday, June 30, 2027.'],
      ['what day of the week was july 4th 1976', 'That was Sunday, July 4, 1976.'],
      ['what weekday is may 5th 2030', 'That is Sunday, May 5, 2030.'],
      ['what day was 2001-09-11', 'That was Tuesday, September 11, 2001.'],
      ['what day was I born if I was born on May 5 1990', 'That was Saturday, May 5, 1990.'],
      ['when is friday', 'That is Friday, December 4, in 5 days.'],
      ['when is the first monday of december', 'That is Monday, December 7, in 8 days.'],
      ['when is the next friday the 13th', 'That is Friday, August 13, 2027, in 257 days.'],
      ['when is easter monday', 'Easter Monday is on Monday, March 29, 2027, in 120 days.'],
      ['what day does christmas fall on next year', 'Christmas is on Saturday, December 25, 2027.'],
      ['what day of the week will new year be', "New Year's Day is on Friday, January 1, 2027, in 33 days."],
      ['when is next weekend', 'Next weekend starts on Saturday, December 5, in 6 days.'],
      ['what dates are this weekend', 'This weekend is from Saturday, November 28 to Sunday, November 29.'],
      ['when is easter this year', 'Easter was on Sunday, April 5, 238 days ago.'],
      ['what day is christmas this year', 'Christmas is on Friday, December 25.'],
      ['when does next month start', 'Next month starts on Tuesday, December 1, in 2 days.'],
    ],
    'kinds of day': [
      ['is it friday', 'No, today is Sunday.'],
      ['is it friday yet', 'No, today is Sunday.'],
      ['is it sunday today', 'Yes, today is Sunday.'],
      ['is tomorrow a weekday', 'Yes, tomorrow is Monday, November 30.'],
      ['is tomorrow saturday', 'No, tomorrow is Monday, November 30.'],
      ['is christmas on a friday', 'Yes, Christmas is on Friday, December 25.'],
      ['is june 30th a weekend', 'No, that is Wednesday, June 30, 2027.'],
      ['is 2028 a leap year', 'Yes, 2028 is a leap year.'],
      ['is 2100 a leap year', 'No, 2100 is no leap year.'],
      ['was 1900 a leap year', 'No, 1900 was no leap year.'],
      ['is next year a leap year', 'No, 2027 is no leap year.'],
      ['when is the next leap year', 'The next leap year is 2028.'],
      ['how many days are in this month', 'This month has 30 days.'],
      ['how many days are there in february 2028', 'February 2028 has 29 days.'],
      ['how many days are in a leap year', 'A leap year has 366 days.'],
    ],
    'days to come and gone': [
      ['how many days until next month', 'Next month starts in 2 days, on Tuesday, December 1.'],
      ['how many days until the weekend', 'This weekend has already started: today is part of it.'],
      [
        'how many days until the end of this year',
        'The last day of this year is in 32 days, on Thursday, December 31.',
      ],
      ['how many days until next week', 'Next week starts tomorrow, on Monday, November 30.'],
      ['how many days until next year', 'Next year starts in 33 days, on Friday, January 1, 2027.'],
      ['how many days until my birthday on May 5', '157 days until Wednesday, May 5, 2027.'],
      ['how many months until june 30th', 'Seven months and 1 day until Wednesday, June 30, 2027.'],
      ['how many weeks until christmas', 'Christmas is in 3 weeks and 5 days, on Friday, December 25.'],
      ['how many weeks away is christmas', 'Christmas is in 3 weeks and 5 days, on Friday, December 25.'],
      ['how many fridays until christmas', '3 Fridays between today and Friday, December 25.'],
      [
        'how many working days until christmas',
        '19 working days between today and Friday, December 25. Holidays are not taken into account.',
      ],
      ['how many weeks since july 4th', 'Saturday, July 4 was 21 weeks and 1 day ago.'],
      ['how many years ago was 1969', '1969 was 57 years ago.'],
      ['how many days have passed this year', "It's day 333 of 365 this year."],
      ['how many days left in this month', 'One day, not counting today.'],
      ['days between christmas and easter', '93 days.'],
      ['how old am i if i was born on may 5 1990', '36 years old.'],
      ['how old am i if i was born on november 30 1990', '35 years old.'],
    ],
    'hours and minutes': [
      ['how long until 5 pm', "It's 7 hours and 55 minutes until 5:00 PM."],
      ['how long until 5', "It's 7 hours and 55 minutes until 5:00 PM."],
      ['how long until 17:00', "It's 7 hours and 55 minutes until 5:00 PM."],
      ['how much time until five p.m.', "It's 7 hours and 55 minutes until 5:00 PM."],
      ['how many hours until 5 pm', "It's 7 hours and 55 minutes until 5:00 PM."],
      ['how many minutes until 5pm', "It's 475 minutes until 5:00 PM."],
      ['how many seconds until noon', "It's 10,500 seconds until noon."],
      ['how long until noon', "It's 2 hours and 55 minutes until noon."],
      ['how many hours until midnight', "It's 14 hours and 55 minutes until midnight."],
      ['how long until midnight tonight', "It's 14 hours and 55 minutes until midnight."],
      ['how long until the end of the day', "It's 14 hours and 55 minutes until midnight."],
      ['how long until quarter past six', "It's 9 hours and 10 minutes until 6:15 PM."],
      ['how long till half past nine', "It's 25 minutes until 9:30 AM."],
      ['how long until ten to five', "It's 7 hours and 45 minutes until 4:50 PM."],
      ['how long until 9 tonight', "It's 11 hours and 55 minutes until 9:00 PM."],
      ['how long until 8 in the morning', "It's 22 hours and 55 minutes until 8:00 AM tomorrow."],
      ['how long until tomorrow at 8 am', "It's 22 hours and 55 minutes until 8:00 AM tomorrow."],
      ['how long until tuesday at noon', "It's 2 days, 2 hours and 55 minutes until noon on Tuesday."],
      ['how many hours until tuesday at noon', "It's 50 hours and 55 minutes until noon on Tuesday."],
      ['how many hours until christmas', "It's 614 hours and 55 minutes until Friday, December 25 begins."],
      [
        'how many hours are left in the day',
        "It's 14 hours and 55 minutes until Monday, November 30 begins.",
      ],
      ['how long ago was 7 am', '7:00 AM was 2 hours and 5 minutes ago.'],
      ['how many hours since 6 this morning', '6:00 AM was 3 hours and 5 minutes ago.'],
      ['how long since noon', 'Noon yesterday was 21 hours and 5 minutes ago.'],
      ['how many hours between 9 am and 5 pm', 'That is 8 hours.'],
      ['how many hours from 10 pm to 6 am', 'That is 8 hours.'],
      ['how long is it from 9:30 to 17:15', 'That is 7 hours and 45 minutes.'],
      ['how many minutes between 10:15 and 11:05', 'That is 50 minutes.'],
      ['what time was it two hours ago', 'It was 7:05 AM.'],
      ['what time will it be in 45 minutes', 'It will be 9:50 AM.'],
      ['what time is it in an hour', 'It will be 10:05 AM.'],
      ['what time will it be 20 hours from now', 'It will be 5:05 AM tomorrow.'],
      ['what time is 3 hours after 5 pm', 'That is 8:00 PM.'],
      ['what is 45 minutes before noon', 'That is 11:15 AM.'],
    ],
    'other zones': [
      ['in Tokyo what time is it', "It's 11:05 PM in Tokyo."],
      ['what time will it be in Paris in 3 hours', 'It will be 6:05 PM in Paris.'],
      ['what day is it in Sydney', "It's Monday, November 30 in Sydney."],
      ['what is the time difference between New York and London', 'New York is 5 hours behind London.'],
      ["what's the time difference with Tokyo", 'Tokyo is 14 hours ahead of you.'],
      ['how many hours ahead is Mumbai', 'Mumbai is 10 hours and 30 minutes ahead of you.'],
      ['how many hours ahead is Berlin of New York', 'Berlin is 6 hours ahead of New York.'],
      ['how many hours ahead of London is Tokyo', 'Tokyo is 9 hours ahead of London.'],
      ['what time zone am I in', 'You are in Eastern Standard Time, 5 hours behind UTC.'],
      [
        'what time is it in Tokyo when it is 5 pm here',
        "When it's 5:00 PM here, it's 7:00 AM the next day in Tokyo.",
      ],
      [
        "when it's 5 pm in London what time is it in New York",
        "When it's 5:00 PM in London, it's 12:00 PM in New York.",
      ],
    ],
    'changes of the clocks': [
      ...same('The clocks go forward by 1 hour on Sunday, March 14, 2027, at 2:00 AM.', [
        'when do the clocks change',
        'when does daylight saving time start',
        'when do we spring forward',
        'when does summer time begin',
      ]),
      ...same('The clocks go back by 1 hour on Sunday, November 7, 2027, at 2:00 AM.', [
        'when do the clocks go back',
        'when does daylight savings end',
        'when do we fall back',
      ]),
      [
        'when do the clocks change in Berlin',
        'The clocks in Berlin go forward by 1 hour on Sunday, March 28, 2027, at 2:00 AM.',
      ],
      ['when do the clocks change in India', 'The clocks do not change in India.'],
      ['is it daylight saving time', "No, it's standard time."],
    ],
  };

  describe.each(Object.entries(ROWS))('%s', (_about, rows) => {
    it.each(rows)('“%s”: %s', async (said, answer) => expect(await ask(said, context)).toBe(answer));
  });

  it.each([
    'how long until the train leaves',
    'how long until sunset',
    'when is the next full moon',
    'what is the date of the battle of hastings',
    'how many days until december 32',
    'how long until 25 pm',
    'what time is it in narnia',
    'when is my dentist appointment',
  ])('does not guess at “%s”', async (said) => {
    expect(await ask(said, context)).toMatch(/language model|don't know/);
  });
});

it.each([
  ['2027-01-31', 'what is the date in a month', 'That is Sunday, February 28.'],
  ['2028-01-31', 'what is the date in a month', 'That is Tuesday, February 29.'],
  ['2027-01-29', 'what is the date one month from now', 'That is Sunday, February 28.'],
  ['2026-12-31', 'what is the date in two months', 'That is Sunday, February 28, 2027.'],
  ['2027-03-31', 'what was the date a month ago', 'That was Sunday, February 28.'],
  ['2027-05-31', 'what is the date in a month', 'That is Wednesday, June 30.'],
  ['2028-02-29', 'what is the date in a year', 'That is Wednesday, February 28, 2029.'],
  ['2028-02-29', 'what is the date in four years', 'That is Sunday, February 29, 2032.'],
  ['2028-02-29', 'what was the date a year ago', 'That was Sunday, February 28, 2027.'],
  ['2027-03-01', 'when is february 29th', 'That is Tuesday, February 29, 2028, in 365 days.'],
  ['2026-12-31', 'what is the date tomorrow', 'Tomorrow is Friday, January 1, 2027.'],
  ['2027-01-01', "what was yesterday's date", 'Yesterday was Thursday, December 31, 2026.'],
])('on %s, “%s”: %s', async (day, said, answer) => {
  for (const zone of ['America/New_York', 'Europe/Berlin', 'Asia/Kolkata', 'Pacific/Apia']) {
    expect(await ask(said, contextAt(`${day}T10:00[${zone}]`)), zone).toBe(answer);
  }
});
