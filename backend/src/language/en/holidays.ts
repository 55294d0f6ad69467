/** Returns the day of a holiday in a year, at local midnight. */
type DayOf = (year: number) => Date;

export interface Holiday {
  /** The name in an answer. */
  name: string;
  dayOf: DayOf;
}

const SUNDAY = 0;
const MONDAY = 1;
const THURSDAY = 4;

const HOLIDAYS: readonly (readonly [name: string, dayOf: DayOf, aliases: string])[] = [
  ['Christmas', fixed(12, 25), 'christmas,christmas day,xmas'],
  ['Christmas Eve', fixed(12, 24), 'christmas eve'],
  ["New Year's Day", fixed(1, 1), 'new year,new years,new years day,new year day'],
  ["New Year's Eve", fixed(12, 31), 'new years eve,new year eve'],
  ["Valentine's Day", fixed(2, 14), 'valentines day,valentine day,valentines'],
  ["Saint Patrick's Day", fixed(3, 17), 'saint patricks day,st patricks day'],
  ["April Fools' Day", fixed(4, 1), 'april fools day,april fools'],
  ['Independence Day', fixed(7, 4), 'independence day,4th of july'],
  ['Halloween', fixed(10, 31), 'halloween'],
  ['Veterans Day', fixed(11, 11), 'veterans day'],
  ['Boxing Day', fixed(12, 26), 'boxing day'],
  ['Easter', easter, 'easter,easter sunday'],
  ['Good Friday', (year) => shift(easter(year), -2), 'good friday'],
  ['Martin Luther King Day', nth(3, MONDAY, 1), 'martin luther king day'],
  ["Presidents' Day", nth(3, MONDAY, 2), 'presidents day'],
  ["Mother's Day", nth(2, SUNDAY, 5), 'mothers day,mother day'],
  // The last Monday of May is a week before the first of June.
  ['Memorial Day', (year) => shift(nth(1, MONDAY, 6)(year), -7), 'memorial day'],
  ["Father's Day", nth(3, SUNDAY, 6), 'fathers day,father day'],
  ['Labor Day', nth(1, MONDAY, 9), 'labor day'],
  ['Columbus Day', nth(2, MONDAY, 10), 'columbus day'],
  ['Thanksgiving', nth(4, THURSDAY, 11), 'thanksgiving,thanksgiving day'],
  ['Black Friday', (year) => shift(nth(4, THURSDAY, 11)(year), 1), 'black friday'],
  // Seasons of the northern hemisphere; equinoxes and solstices vary by at most one day.
  ['spring', fixed(3, 20), 'spring,springtime'],
  ['summer', fixed(6, 21), 'summer,summertime'],
  ['fall', fixed(9, 22), 'fall,autumn'],
  ['winter', fixed(12, 21), 'winter,wintertime'],
];

const BY_NAME = new Map(
  HOLIDAYS.flatMap(([name, dayOf, aliases]) => aliases.split(',').map((alias) => [alias, { name, dayOf }])),
) as ReadonlyMap<string, Holiday>;

/** The holiday of that (normalized) name; undefined if there is none. */
export function findHoliday(name: string): Holiday | undefined {
  return BY_NAME.get(name.replace(/^(?:next |this |the )+/, ''));
}

/** The next day of the holiday, today included. */
export function nextDayOf(holiday: Holiday, today: Date): Date {
  const midnight = new Date(today.getFullYear(), today.getMonth(), today.getDate());
  const thisYear = holiday.dayOf(today.getFullYear());
  return thisYear >= midnight ? thisYear : holiday.dayOf(today.getFullYear() + 1);
}

/** The last day of the holiday, today included. */
export function lastDayOf(holiday: Holiday, today: Date): Date {
  const thisYear = holiday.dayOf(today.getFullYear());
  return thisYear <= today ? thisYear : holiday.dayOf(today.getFullYear() - 1);
}

function fixed(month: number, day: number): DayOf {
  return (year) => new Date(year, month - 1, day);
}

/** The nth given weekday of a month. */
function nth(n: number, weekday: number, month: number): DayOf {
  return (year) => {
    const first = new Date(year, month - 1, 1).getDay();
    return new Date(year, month - 1, 1 + ((weekday - first + 7) % 7) + (n - 1) * 7);
  };
}

function shift(date: Date, days: number): Date {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + days);
}

/** Easter Sunday of the Gregorian calendar: the anonymous algorithm, Nature, 20 April 1876. */
function easter(year: number): Date {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const yearOfCentury = year % 100;
  const correction = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
  const epact = (19 * golden + century - Math.floor(century / 4) - correction + 15) % 30;
  const weekday =
    (32 + 2 * (century % 4) + 2 * Math.floor(yearOfCentury / 4) - epact - (yearOfCentury % 4)) % 7;
  const late = Math.floor((golden + 11 * epact + 22 * weekday) / 451);
  const days = epact + weekday - 7 * late + 114;
  return new Date(year, Math.floor(days / 31) - 1, (days % 31) + 1);
}
