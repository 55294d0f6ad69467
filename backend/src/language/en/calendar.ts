export const WEEKDAYS: readonly string[] = [
  ...['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'],
];

export const MONTHS: readonly string[] = [
  ...['january', 'february', 'march', 'april', 'may', 'june'],
  ...['july', 'august', 'september', 'october', 'november', 'december'],
];

/** A pattern of the names in full and the usual short forms. */
export const WEEKDAY_NAME = '(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|satu?r?|sun)(?:day)?)';
export const MONTH_NAME =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';

/** 1 (Monday) to 7 (Sunday), as in ISO 8601. @param name a name that `WEEKDAY_NAME` matches */
export const weekdayNumber = (name: string): number =>
  WEEKDAYS.findIndex((weekday) => weekday.startsWith(name.slice(0, 3))) || 7;

/** 1 to 12. @param name a name that `MONTH_NAME` matches */
export const monthNumber = (name: string): number =>
  1 + MONTHS.findIndex((month) => month.startsWith(name.slice(0, 3)));

const capital = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

/** @param weekday 1 (Monday) to 7 (Sunday) */
export const sayWeekday = (weekday: number): string => capital(WEEKDAYS[weekday % 7]!);

/** @param month 1 to 12 */
export const sayMonth = (month: number): string => capital(MONTHS[month - 1]!);
