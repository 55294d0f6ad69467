import type { UserClock } from '../dates/user-time.js';
import { resolveWhen, type When } from './when.js';

export interface ReminderRequest {
  task: string;
  /** Undefined if the request names no moment. */
  when?: When;
}

/** The first word of a phrase that may be a moment: `call mom` is not looked up as a day. */
const BEGINS_MOMENT =
  /^(?:at|on|in|by|after|for|every|each|daily|today|tomorrow|tonight|this|next|noon|midnight|weekdays|the day after|(?:sun|mon|tues|wednes|thurs|fri|satur)days?)\b|^\d/;

const BEGINS_TASK = /^(?:to|about|that|of) /;

/**
 * Reads what comes after "remind me" in a normalized sentence: `to call mom at 5`, `tomorrow morning to water the plants`,
 * `at quarter to 5 about the meeting`.
 * @returns undefined if it names no task
 */
export async function readReminderRequest(
  text: string,
  clock: UserClock,
): Promise<ReminderRequest | undefined> {
  return (await momentFirst(text, clock)) ?? (await taskFirst(text, clock));
}

async function momentFirst(text: string, clock: UserClock): Promise<ReminderRequest | undefined> {
  if (!BEGINS_MOMENT.test(text)) return undefined;
  for (const { index, 0: joint } of text.matchAll(/ (?:to|about|that|of) /g)) {
    const when = await resolveWhen(text.slice(0, index), clock, { acceptsDay: true });
    if (when) return { task: text.slice(index + joint.length), when };
  }
  return undefined;
}

/** The moment is the longest ending that names one. */
async function taskFirst(text: string, clock: UserClock): Promise<ReminderRequest | undefined> {
  const words = text.replace(BEGINS_TASK, '').split(' ');
  for (let at = 1; at < words.length; at++) {
    const ending = words.slice(at).join(' ');
    const when = BEGINS_MOMENT.test(ending) && (await resolveWhen(ending, clock, { acceptsDay: true }));
    if (when) return { task: words.slice(0, at).join(' '), when };
  }
  return BEGINS_TASK.test(text) ? { task: words.join(' ') } : undefined;
}
