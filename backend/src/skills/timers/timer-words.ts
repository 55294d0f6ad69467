import { list, sayExactDuration, sentence } from '../../language/en/say.js';
import { sayMoment, sayTime } from '../../language/en/say-day.js';
import type { DueReminder, ReminderName } from '../../user-data/user-records.js';
import { zonedAt, zonedNow, type UserClock } from '../dates/user-time.js';
import { forTask, plainTask } from '../reminders/task-words.js';

/** The name of a timer in an answer: `the pasta timer`, or by its length, `the 5 minute timer`. */
export function nameOfTimer({ label, task, durationMs }: ReminderName & { durationMs: number }): string {
  if (task) return `the reminder ${forTask(task)}`;
  if (label) return `the ${label} timer`;
  const length = sayExactDuration(durationMs);
  return `the ${/ and |, /.test(length) ? length : length.replace(/s$/, '')} timer`;
}

/** The announcement when a timer or an alarm goes off. */
export function describeDue(reminder: DueReminder, timeZone: string): string {
  if (reminder.task) return `A reminder: ${plainTask(reminder.task)}.`;
  if (reminder.kind === 'timer') return `${sentence(yourReminder(reminder))} is done.`;
  return `It's ${sayTime(zonedAt(reminder.dueAt, timeZone))}: ${yourReminder(reminder)}.`;
}

/** The announcement of what went off while the user could not be told. */
export function describeMissed(missed: readonly DueReminder[], clock: UserClock): string {
  const now = zonedNow(clock);
  const each = missed.map((reminder) => {
    const at = sayMoment(zonedAt(reminder.dueAt, clock.timeZone), now);
    return reminder.task
      ? `I had to remind you ${forTask(reminder.task)} at ${at}`
      : `${yourReminder(reminder)} went off at ${at}`;
  });
  return `While you were away, ${list(each)}.`;
}

const yourReminder = ({ label, durationMs, ...rest }: DueReminder): string => {
  if (durationMs === undefined) return label ? `your ${label} alarm` : 'your alarm';
  return nameOfTimer({ label, durationMs, ...rest }).replace(/^the/, 'your');
};
