import type { UserClock } from '../dates/user-time.js';
import { impossibleWhen } from './impossible-when.js';
import { resolveWhen, type When } from './when.js';

/** Lacks what the request does not name. */
export interface ReminderRequest {
  task?: string;
  when?: When;
}

/** Why it cannot be a reminder, as a sentence for the user. */
export interface RefusedRequest {
  refusal: string;
}

/** The first word of a phrase that may be a moment: `call mom` is not looked up as a day. */
const BEGINS_MOMENT =
  /^(?:at|on|in|by|after|for|every|each|daily|today|tomorrow|tonight|this|next|noon|midnight|weekdays|the day after|(?:sun|mon|tues|wednes|thurs|fri|satur)days?)\b|^\d/;

const BEGINS_TASK = /^(?:to|about|that|of) /;
/** `turn off the stove in 10`: ten of what? */
const WITHOUT_UNIT = /^(?:in|within|after) \d{1,3}$/;
const WITHOUT_UNIT_FIRST = /^(?:in|within|after) \d{1,3} ((?:to|about|that|of) .+)$/;
/** After these a number is no clock time: `make a list of 10`. */
const BEFORE_NUMBER = /^(?:to|of|with|from|than|about)$/;
/** No moment in a list: `read 9 and 10`. */
const BARE_NUMBER = /(?<!\b(?:at|on|by|past|to)(?: \d+)? )\b\d+$/;

const ONE_AT_A_TIME = 'One reminder at a time, please.';

/**
 * Reads what comes after "remind me" in a normalized sentence: `to call mom at 5`, `tomorrow morning to water the plants`,
 * `at quarter to 5 about the meeting`.
 * @returns undefined if it names neither a task nor a moment
 */
export async function readReminderRequest(
  text: string,
  clock: UserClock,
): Promise<ReminderRequest | RefusedRequest | undefined> {
  const request = (await momentFirst(text, clock)) ?? (await taskFirst(text, clock));
  const { task, when } = request ?? {};
  if (task && (await namesMoment(task, when, clock))) return { refusal: ONE_AT_A_TIME };
  const why = when ? undefined : await impossibleEnding(text, clock);
  return why ? { refusal: why } : request;
}

async function momentFirst(text: string, clock: UserClock): Promise<ReminderRequest | undefined> {
  if (!BEGINS_MOMENT.test(text)) return undefined;
  const moment = await momentAt(text, clock);
  if (moment) return { when: moment };
  for (const { index } of text.matchAll(/ (?:to|about|that|of) /g)) {
    const when = await momentAt(text.slice(0, index), clock);
    if (when) return { task: taskOf(text.slice(index + 1)), when };
  }
  const [, request] = WITHOUT_UNIT_FIRST.exec(text) ?? [];
  return request ? { task: taskOf(request) } : undefined;
}

/** The moment is the longest ending that names one. */
async function taskFirst(text: string, clock: UserClock): Promise<ReminderRequest | undefined> {
  const isTask = BEGINS_TASK.test(text);
  const words = text.split(' ');
  for (let at = isTask ? 2 : 1; at < words.length; at++) {
    const ending = words.slice(at).join(' ');
    const task = taskOf(words.slice(0, at).join(' '));
    if (WITHOUT_UNIT.test(ending)) return { task };
    if (BEFORE_NUMBER.test(words[at - 1]!) && /^\d+$/.test(ending)) break;
    const when = await momentAt(ending, clock);
    if (when) return { task, when };
  }
  return isTask ? { task: taskOf(text) } : undefined;
}

const momentAt = async (text: string, clock: UserClock): Promise<When | undefined> =>
  BEGINS_MOMENT.test(text) ? resolveWhen(text, clock, { acceptsDay: true }) : undefined;

/** "to" is said again with the task; "about" and "that" belong to it. */
const taskOf = (text: string): string => text.replace(/^to /, '');

/** Whether a part of the task has its own moment: `call mom at 5 and buy milk`, `call mom and at 6 to buy milk`. */
async function namesMoment(task: string, when: When | undefined, clock: UserClock): Promise<boolean> {
  for (const { index, 0: joint } of task.matchAll(/ and(?: |$)/g)) {
    const before = await taskFirst(`to ${task.slice(0, index)}`, clock);
    if (before?.when && !BARE_NUMBER.test(task.slice(0, index))) return true;
    const after = task.slice(index + joint.length);
    if (when && !/^\d/.test(after) && (await momentFirst(after, clock))?.when) return true;
  }
  return false;
}

async function impossibleEnding(text: string, clock: UserClock): Promise<string | undefined> {
  const words = text.split(' ');
  for (const [at, word] of words.entries()) {
    if (!/^(?:at|on|by)$/.test(word)) continue;
    const ending = words
      .slice(at)
      .join(' ')
      .replace(/ (?:to|about|that) .+$/, '');
    const why = await impossibleWhen(ending, clock);
    if (why) return why;
  }
  return undefined;
}
