/** Dates and times as people say them, and the numbers that they are written with in fields: `2027-05-03`, `09:30`. */

const MONTHS = 'january february march april may june july august september october november december'.split(
  ' ',
);
const ORDINALS =
  'zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth'.split(
    ' ',
  );
const AFTERNOON = ['pm', 'afternoon', 'evening', 'tonight', 'night'];
const ON_THE_HOUR = ['oclock', 'am', 'noon', 'midnight', 'morning', ...AFTERNOON];
const DAYS =
  'today tonight tomorrow monday tuesday wednesday thursday friday saturday sunday weekend week'.split(' ');

/** "Next Friday" is nearer. */
const SOON_DAYS = 15;
const DAY_MS = 86_400_000;

/**
 * @param words of the user, in lower case
 * @param numbers that they name as such
 * @returns the numbers that their dates and times are written with
 */
export function numbersOfTimes(words: readonly string[], numbers: ReadonlySet<number>): Set<number> {
  const found = new Set<number>();
  words.forEach((word, i) => {
    const month = MONTHS.indexOf(word);
    if (month >= 0) found.add(month + 1);
    const day = ordinalOf(word);
    if (day >= 0) found.add(day);
    if (words[i - 1] === 'twenty' && day > 0 && day < 10) found.add(20 + day);
    if (words[i - 1] === 'thirty' && day === 1) found.add(31);
    if (word === 'half') found.add(30);
    if (word === 'quarter') found.add(15).add(45);
    if (word === 'noon') found.add(12);
    if (ON_THE_HOUR.includes(word)) found.add(0);
  });
  const hours = [...numbers].filter((number) => number >= 1 && number <= 12);
  // "A quarter to ten" is 9:45.
  if (words.includes('to')) for (const hour of hours) found.add(hour - 1 || 12).add(60 - hour);
  if (words.some((word) => AFTERNOON.includes(word))) for (const hour of hours) found.add((hour % 12) + 12);
  return found;
}

function ordinalOf(word: string): number {
  const digits = /^(\d{1,2})(?:st|nd|rd|th)$/.exec(word);
  return digits ? Number(digits[1]) : word === 'thirtieth' ? 30 : ORDINALS.indexOf(word);
}

/** @returns the year of a date in the near future, which people do not say; null for other texts */
export function unsaidYear(text: string, nowMs: number): number | null {
  const year = Number(/^(\d{4})-\d{2}(?:-\d{2})?(?:T|$)/.exec(text)?.[1]);
  const now = new Date(nowMs).getFullYear();
  return year === now || year === now + 1 ? year : null;
}

/** @returns whether the text is a date soon from now, and the user has named a day such as "tomorrow" or "Friday" */
export function isNamedDay(text: string, words: readonly string[], nowMs: number): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || !words.some((word) => DAYS.includes(word))) return false;
  const days = (Date.parse(text) - nowMs) / DAY_MS;
  return days > -2 && days < SOON_DAYS;
}
