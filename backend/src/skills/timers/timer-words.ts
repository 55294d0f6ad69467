import { sayClock, sayMoment } from '../../language/en/say-moment.js';
import { list, sayExactDuration, sentence } from '../../language/en/say.js';
import type { DueReminder, ReminderName } from '../../user-data/user-records.js';

/** The name of a timer in an answer: `the pasta timer`, or by its length, `the 5 minute timer`. */
export function nameOfTimer({ label, task, durationMs }: ReminderName & { durationMs: number }): string {
  if (task) return `the reminder to ${yours(task)}`;
  if (label) return `the ${label} timer`;
  const length = sayExactDuration(durationMs);
  return `the ${/ and |, /.test(length) ? length : length.replace(/s$/, '')} timer`;
}

/** The announcement when a timer or an alarm goes off. */
export function describeDue(reminder: DueReminder, timeZone: string): string {
  if (reminder.task) return `A reminder: ${yours(reminder.task)}.`;
  if (reminder.kind === 'timer') return `${sentence(yourReminder(reminder))} is done.`;
  return `It's ${sayClock(reminder.dueAt, timeZone)}: ${yourReminder(reminder)}.`;
}

/**
 * The announcement of what went off while the user could not be told.
 * @param now epoch milliseconds
 */
export function describeMissed(missed: readonly DueReminder[], now: number, timeZone: string): string {
  const each = missed.map((reminder) => {
    const when = sayMoment(reminder.dueAt, now, timeZone);
    return reminder.task
      ? `I had to remind you to ${yours(reminder.task)} ${when}`
      : `${yourReminder(reminder)} went off ${when}`;
  });
  return `While you were away, ${list(each)}.`;
}

const yourReminder = ({ label, durationMs, ...rest }: DueReminder): string => {
  if (durationMs === undefined) return label ? `your ${label} alarm` : 'your alarm';
  return nameOfTimer({ label, durationMs, ...rest }).replace(/^the/, 'your');
};

/** The user's words from the assistant's view: `my mom` becomes `your mom`. */
export const yours = (words: string): string => words.replaceAll(/\bmy\b/g, 'your');
