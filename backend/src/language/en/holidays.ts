import { Temporal } from 'temporal-polyfill';

/** Returns the day of a holiday in a year. */
type DayOf = (year: number) => Temporal.PlainDate;

export interface Holiday {
  /** The name in an answer. */
  name: string;
  dayOf: DayOf;
  /** Begins on about that day, and lasts. */
  isSeason?: true;
}

const MONDAY = 1;
const THURSDAY = 4;
const SUNDAY = 7;

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
  ['Epiphany', fixed(1, 6), 'epiphany'],
  ['Groundhog Day', fixed(2, 2), 'groundhog day'],
  ["International Women's Day", fixed(3, 8), 'womens day,international womens day'],
  ['Pi Day', fixed(3, 14), 'pi day'],
  ['Earth Day', fixed(4, 22), 'earth day'],
  ['May Day', fixed(5, 1), 'may day'],
  ['Star Wars Day', fixed(5, 4), 'star wars day'],
  ['Cinco de Mayo', fixed(5, 5), 'cinco de mayo'],
  ['Flag Day', fixed(6, 14), 'flag day'],
  ['Juneteenth', fixed(6, 19), 'juneteenth'],
  ['Canada Day', fixed(7, 1), 'canada day'],
  ['Bastille Day', fixed(7, 14), 'bastille day'],
  ["All Saints' Day", fixed(11, 1), 'all saints day'],
  ["All Souls' Day", fixed(11, 2), 'all souls day'],
  ['Guy Fawkes Night', fixed(11, 5), 'guy fawkes night,guy fawkes day,guy fawkes,bonfire night'],
  ["Saint Nicholas' Day", fixed(12, 6), 'saint nicholas day,st nicholas day'],
  ['Mardi Gras', fromEaster(-47), 'mardi gras,fat tuesday,shrove tuesday,pancake day'],
  ['Ash Wednesday', fromEaster(-46), 'ash wednesday'],
  ['Palm Sunday', fromEaster(-7), 'palm sunday'],
  ['Maundy Thursday', fromEaster(-3), 'maundy thursday,holy thursday'],
  ['Good Friday', fromEaster(-2), 'good friday'],
  ['Easter', easter, 'easter,easter sunday,easter day'],
  ['Easter Monday', fromEaster(1), 'easter monday'],
  ['Ascension Day', fromEaster(39), 'ascension day,ascension'],
  ['Pentecost', fromEaster(49), 'pentecost,whit sunday,whitsun'],
  ['Whit Monday', fromEaster(50), 'whit monday,pentecost monday'],
  // The fourth Sunday before Christmas.
  ['the first Sunday of Advent', firstAdvent, 'advent,advent sunday,1st advent,1st sunday of advent'],
  ['Martin Luther King Day', nth(3, MONDAY, 1), 'martin luther king day'],
  ["Presidents' Day", nth(3, MONDAY, 2), 'presidents day'],
  ["Mother's Day", nth(2, SUNDAY, 5), 'mothers day,mother day'],
  // The last Monday of May is a week before the first of June.
  ['Memorial Day', (year) => nth(1, MONDAY, 6)(year).subtract({ days: 7 }), 'memorial day'],
  ["Father's Day", nth(3, SUNDAY, 6), 'fathers day,father day'],
  ['Labor Day', nth(1, MONDAY, 9), 'labor day'],
  ['Columbus Day', nth(2, MONDAY, 10), 'columbus day,indigenous peoples day'],
  ['Thanksgiving', nth(4, THURSDAY, 11), 'thanksgiving,thanksgiving day'],
  ['Black Friday', (year) => nth(4, THURSDAY, 11)(year).add({ days: 1 }), 'black friday'],
  ['Cyber Monday', (year) => nth(4, THURSDAY, 11)(year).add({ days: 4 }), 'cyber monday'],
];

/** Seasons of the northern hemisphere, by the day in most years: equinoxes and solstices vary by one day. */
const SEASONS: typeof HOLIDAYS = [
  ['spring', fixed(3, 20), 'spring,springtime'],
  ['summer', fixed(6, 21), 'summer,summertime'],
  ['fall', fixed(9, 22), 'fall,autumn'],
  ['winter', fixed(12, 21), 'winter,wintertime'],
];

const byAlias = (rows: typeof HOLIDAYS, more: Pick<Holiday, 'isSeason'> = {}) =>
  rows.flatMap(([name, dayOf, aliases]) =>
    aliases.split(',').map((alias): [string, Holiday] => [alias, { name, dayOf, ...more }]),
  );

const BY_NAME: ReadonlyMap<string, Holiday> = new Map([
  ...byAlias(HOLIDAYS),
  ...byAlias(SEASONS, { isSeason: true }),
]);

/** The holiday of that (normalized) name; undefined if there is none. */
export function findHoliday(name: string): Holiday | undefined {
  return BY_NAME.get(name.replace(/^(?:next |this |the )+/, ''));
}

/** The next day of the holiday, today included. */
export function nextDayOf({ dayOf }: Holiday, today: Temporal.PlainDate): Temporal.PlainDate {
  const thisYear = dayOf(today.year);
  return Temporal.PlainDate.compare(thisYear, today) >= 0 ? thisYear : dayOf(today.year + 1);
}

/** The last day of the holiday, today included. */
export function lastDayOf({ dayOf }: Holiday, today: Temporal.PlainDate): Temporal.PlainDate {
  const thisYear = dayOf(today.year);
  return Temporal.PlainDate.compare(thisYear, today) <= 0 ? thisYear : dayOf(today.year - 1);
}

function fixed(month: number, day: number): DayOf {
  return (year) => new Temporal.PlainDate(year, month, day);
}

/** The nth given weekday of a month. */
function nth(n: number, weekday: number, month: number): DayOf {
  return (year) => {
    const first = new Temporal.PlainDate(year, month, 1);
    return first.add({ days: ((weekday - first.dayOfWeek + 7) % 7) + (n - 1) * 7 });
  };
}

/** The last Sunday on or before December 3. */
function firstAdvent(year: number): Temporal.PlainDate {
  const latest = new Temporal.PlainDate(year, 12, 3);
  return latest.subtract({ days: latest.dayOfWeek % 7 });
}

function fromEaster(days: number): DayOf {
  return (year) => easter(year).add({ days });
}

/** Easter Sunday of the Gregorian calendar: the anonymous algorithm, Nature, 20 April 1876. */
function easter(year: number): Temporal.PlainDate {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const yearOfCentury = year % 100;
  const correction = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
  const epact = (19 * golden + century - Math.floor(century / 4) - correction + 15) % 30;
  const weekday =
    (32 + 2 * (century % 4) + 2 * Math.floor(yearOfCentury / 4) - epact - (yearOfCentury % 4)) % 7;
  const late = Math.floor((golden + 11 * epact + 22 * weekday) / 451);
  const days = epact + weekday - 7 * late + 114;
  return new Temporal.PlainDate(year, Math.floor(days / 31), (days % 31) + 1);
}
