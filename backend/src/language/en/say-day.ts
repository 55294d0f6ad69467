import { count } from './say.js';

/** `Friday, December 25`, with the year if it is not the current one. */
export function sayDate(date: Date, now: Date): string {
  const year = date.getFullYear() === now.getFullYear() ? undefined : 'numeric';
  return new Intl.DateTimeFormat('en-US', { weekday: 'long', month: 'long', day: 'numeric', year }).format(
    date,
  );
}

/** `today`, `yesterday`, `5 days ago`. */
export function ago(days: number): string {
  if (days === 0) return 'today';
  return days === 1 ? 'yesterday' : `${count(days, 'day')} ago`;
}

/** `2 weeks and 3 days`. */
export function weeks(days: number): string {
  const rest = days % 7;
  return `${count(Math.floor(days / 7), 'week')}${rest ? ` and ${count(rest, 'day')}` : ''}`;
}
