import { Temporal } from 'temporal-polyfill';
import { backendTimeZone } from '../../common/clock/time-zone.js';
import type { ChatMessage } from '../../llm/llm.port.js';
import { UserData } from '../../user-data/user-data.js';
import { NO_TOOL_CALLER } from '../../tools/tools.port.js';
import { ReadingSession } from '../reading/reading-session.js';
import type { Question } from '../answerer.port.js';

/** Sunday, November 22, 2026, 9:05 in the morning, wherever the test runs. */
export const SUNDAY_MORNING = new Date(2026, 10, 22, 9, 5);

type Context = Omit<Question, 'sentence' | 'hasModel' | 'user' | 'reading'> & {
  user: UserData;
  reading: ReadingSession;
  timers: UserData['timers'];
};

/** Everything except the sentence that an answer may depend on. Its timers never go off. */
export function skillContext(
  history: readonly ChatMessage[] = [],
  now = () => SUNDAY_MORNING,
  timeZone = backendTimeZone(),
): Context {
  const nowMs = () => now().getTime();
  const user = new UserData({ clock: { now: nowMs, wallTimeMs: nowMs } });
  return {
    history,
    now,
    timeZone,
    user,
    timers: user.timers,
    hasTools: false,
    session: {},
    reading: new ReadingSession(),
    readTexts: { passageFor: () => undefined },
    tools: NO_TOOL_CALLER,
    pagePhrases: [],
    sleep: () => undefined,
    sharesPage: false,
    isRecorded: false,
  };
}

/** @param moment with its time zone, such as `2026-11-29T16:30[America/New_York]` */
export function contextAt(moment: string): Context {
  const { epochMilliseconds, timeZoneId } = Temporal.ZonedDateTime.from(moment);
  return skillContext([], () => new Date(epochMilliseconds), timeZoneId);
}

/** When alarms and reminders ring, in UTC, and what they say. */
export const alarmsOf = ({ user }: Pick<Context, 'user'>): string[] =>
  user.alarms
    .list()
    .map(({ dueAt, label, task }) =>
      [new Date(dueAt).toISOString().slice(0, 16), task ?? label].filter(Boolean).join(' '),
    );
