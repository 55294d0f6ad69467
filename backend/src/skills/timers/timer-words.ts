import { sayDuration } from '../../language/en/say.js';
import type { Timer } from '../../timers/timers.js';

/** The name of a timer in an answer: `the pasta timer`, or by its length, `the 5 minute timer`. */
export function nameOfTimer({ label, task, durationMs }: Timer): string {
  if (task) return `the reminder to ${yours(task)}`;
  if (label) return `the ${label} timer`;
  const length = sayDuration(durationMs);
  return `the ${/ and |, /.test(length) ? length : length.replace(/s$/, '')} timer`;
}

/** The announcement when a timer goes off. */
export function describeTimerDue(timer: Timer): string {
  if (timer.task) return `A reminder: ${yours(timer.task)}.`;
  return `${nameOfTimer(timer).replace(/^the/, 'Your')} is done.`;
}

/** The user's words from the assistant's view: `my mom` becomes `your mom`. */
export const yours = (words: string): string => words.replaceAll(/\bmy\b/g, 'your');
