import type { Temporal } from 'temporal-polyfill';
import { count, sentence } from '../../../language/en/say.js';
import { ago, sayDate } from '../../../language/en/say-day.js';
import type { ResolvedDay } from '../../dates/resolve-day.js';
import { daysBetween } from '../../dates/user-time.js';

/** `Christmas is on Friday, December 25`, `Tomorrow is …`, `Next month starts on …`, `That was …`, without a full stop. */
export function sayDay({ date, name, begins }: ResolvedDay, today: Temporal.PlainDate): string {
  const days = daysBetween(today, date);
  const said = sayDate(date, today);
  if (name && begins) {
    return `${sentence(name)} ${days < 0 ? 'started' : 'starts'} ${begins === 'about' ? 'around' : 'on'} ${said}`;
  }
  const verb = days < 0 ? 'was' : 'is';
  if (name) return `${sentence(name)} ${verb} on ${said}`;
  const near = ['Yesterday', 'Today', 'Tomorrow'][days + 1];
  return `${near ?? 'That'} ${verb} ${said}`;
}

/** `today`, `tomorrow`, `in 5 days`, `5 days ago`. */
export function sayDistance(days: number): string {
  if (days <= 0) return ago(-days);
  return days === 1 ? 'tomorrow' : `in ${count(days, 'day')}`;
}
