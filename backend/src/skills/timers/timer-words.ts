import { sayDuration } from '../../language/en/say.js';
import type { Timer } from '../../timers/timers.js';

/** What a timer is called in an answer: `the pasta timer`, or by its length, `the 5 minute timer`. */
export function nameOfTimer({ label, task, durationMs }: Timer): string {
  if (task) return `the reminder to ${yours(task)}`;
  if (label) return `the ${label} timer`;
  const length = sayDuration(durationMs);
  return `the ${/ and |, /.test(length) ? length : length.replace(/s$/, '')} timer`;
}

/** What is said when a timer goes off. */
export function describeTimerDue(timer: Timer): string {
  if (timer.task) return `A reminder: ${yours(timer.task)}.`;
  return `${nameOfTimer(timer).replace(/^the/, 'Your')} is done.`;
}

/** The user's own words, said back to them. */
export const yours = (words: string): string => words.replaceAll(/\bmy\b/g, 'your');
