import { describe, expect, it } from 'vitest';
import { ask } from '../../testing/ask.js';
import { skillContext } from '../../testing/skill-context.js';

/** Local times, among them 23:30 on the evening before both clock changes of the zone. */
const ALWAYS = [
  '2026-11-29T09:05',
  '2027-01-31T10:00',
  '2027-02-28T23:30',
  '2028-02-29T12:15',
  '2027-04-30T00:10',
  '2026-08-31T18:45',
  '2026-12-31T23:30',
  '2026-12-25T07:20',
];
const MOMENTS: Readonly<Record<string, readonly string[]>> = {
  'America/New_York': [...ALWAYS, '2027-03-13T23:30', '2026-10-31T23:30'],
  'Europe/Berlin': [...ALWAYS, '2027-03-27T23:30', '2026-10-24T23:30'],
  'Australia/Lord_Howe': [...ALWAYS, '2026-10-03T23:30', '2027-04-03T23:30'],
  'Asia/Kolkata': [...ALWAYS, '2027-03-27T23:30', '2026-10-24T23:30'],
  'Pacific/Apia': [...ALWAYS, '2027-03-27T23:30', '2026-10-24T23:30'],
};

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

const clocks = new Map<string, Intl.DateTimeFormat>();

/** What the clock of a zone shows, by Intl: `2026-11-29T09:05`. */
function localTime(atMs: number, timeZone: string): string {
  let clock = clocks.get(timeZone);
  // Sweden writes dates as ISO 8601 does.
  clock ??= new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
  clocks.set(timeZone, clock);
  return clock.format(atMs).replace(' ', 'T');
}

/** The moment at which a zone's clock shows that time, found by trying every offset. */
function momentOf(local: string, timeZone: string): number {
  const asUtc = Date.parse(`${local}Z`);
  for (let minutes = -14 * 60; minutes <= 14 * 60; minutes += 15) {
    const atMs = asUtc + minutes * MINUTE_MS;
    if (localTime(atMs, timeZone) === local) return atMs;
  }
  throw new Error(`No clock in ${timeZone} shows ${local}.`);
}

/** Minutes until a zone's clock shows that time, counted one by one. */
function minutesUntil(clock: string, atMs: number, timeZone: string): number {
  for (let minutes = 1; ; minutes++) {
    if (localTime(atMs + minutes * MINUTE_MS, timeZone).endsWith(clock)) return minutes;
  }
}

/** A day as the number of days since 1970, so that arithmetic knows no clocks. */
const dayNumber = (year: number, month: number, day: number) => Date.UTC(year, month - 1, day) / DAY_MS;

function said(day: number, today: number): string {
  const date = new Date(day * DAY_MS);
  const isOtherYear = date.getUTCFullYear() !== new Date(today * DAY_MS).getUTCFullYear();
  return date.toLocaleDateString('en-US', {
    ...{ weekday: 'long', month: 'long', day: 'numeric', timeZone: 'UTC' },
    ...(isOtherYear && { year: 'numeric' }),
  });
}

/** The same day of a later month, or the end of a shorter one. */
function monthsLater(months: number, year: number, month: number, day: number): number {
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate();
  return dayNumber(year, month + months, Math.min(day, last));
}

const minutesIn = (answer: string): number => {
  const [, hours = '0'] = /(\d+|\w+) hours?/i.exec(answer) ?? [];
  const [, minutes = '0'] = /(\d+|\w+) minutes?/i.exec(answer) ?? [];
  return numberOf(hours) * 60 + numberOf(minutes);
};
const WORDS = 'zero one two three four five six seven eight nine ten eleven twelve'.split(' ');
const numberOf = (word: string) => (/\d/.test(word) ? Number(word) : WORDS.indexOf(word.toLowerCase()));

const cases = Object.entries(MOMENTS).flatMap(([zone, moments]) =>
  moments.map((local) => [zone, local] as const),
);

describe.each(cases)('in %s at %s', (timeZone, local) => {
  const atMs = momentOf(local, timeZone);
  const [year, month, day] = local.slice(0, 10).split('-').map(Number) as [number, number, number];
  const today = dayNumber(year, month, day);
  const asked = (sentence: string) =>
    ask(
      sentence,
      skillContext([], () => new Date(atMs), timeZone),
    );

  it.each<[asked: string, day: number]>([
    ['what is the date', today],
    ['what is the day of the week', today],
    ['what day is tomorrow', today + 1],
    ["what was yesterday's date", today - 1],
    ['what is the date the day after tomorrow', today + 2],
    ['what is the date 1 day from now', today + 1],
    ['what is the date in 2 weeks', today + 14],
    ['what is the date in 90 days', today + 90],
    ['what was the date three weeks ago', today - 21],
    ['what is the date in a month', monthsLater(1, year, month, day)],
    ['what was the date a month ago', monthsLater(-1, year, month, day)],
    ['what is the date in 6 months', monthsLater(6, year, month, day)],
    ['what is the date in a year', monthsLater(12, year, month, day)],
    ['when does next month start', dayNumber(year, month + 1, 1)],
    ['when does next year start', dayNumber(year + 1, 1, 1)],
    ['what day is the last day of the month', dayNumber(year, month + 1, 0)],
  ])('“%s” is day %i', async (sentence, expected) => {
    expect(await asked(sentence)).toMatch(new RegExp(` (?:is|was|starts|on) ${said(expected, today)}[.,]`));
  });

  it('tells the weekday to come and the last one', async () => {
    // January 1, 1970 was a Thursday.
    const toFriday = (((4 - ((today + 3) % 7)) % 7) + 7) % 7;
    expect(await asked('what is the date on friday')).toContain(said(today + toFriday, today));
    expect(await asked('what was the date last friday')).toContain(said(today - (7 - toFriday), today));
  });

  it('counts the days to a date', async () => {
    const christmas = dayNumber(month === 12 && day > 25 ? year + 1 : year, 12, 25);
    const days = christmas - today;
    const far = days === 0 ? 'is today.' : `is in ${days} days, on ${said(christmas, today)}.`;
    expect(await asked('how many days until christmas')).toBe(`Christmas ${far}`);
    const endOfYear = dayNumber(year, 12, 31) - today;
    expect(numberOf((await asked('how many days are left in the year')).split(' ')[0]!)).toBe(endOfYear);
  });

  it('tells the time', async () => {
    const shown = new Date(atMs).toLocaleTimeString('en-US', { timeZone, timeStyle: 'short' });
    expect(await asked('what time is it')).toBe(`It's ${shown.replace(/\s/u, ' ')}.`);
    const later = new Date(atMs + 150 * MINUTE_MS).toLocaleTimeString('en-US', {
      timeZone,
      timeStyle: 'short',
    });
    expect(await asked('what time will it be in two and a half hours')).toContain(later.replace(/\s/u, ' '));
  });

  it.each([
    ['noon', 'T12:00'],
    ['midnight', 'T00:00'],
    ['5 pm', 'T17:00'],
    ['quarter past six in the morning', 'T06:15'],
    ['23:45', 'T23:45'],
  ])('counts the minutes until %s', async (said, clock) => {
    expect(minutesIn(await asked(`how long until ${said}`))).toBe(minutesUntil(clock, atMs, timeZone));
  });
});
