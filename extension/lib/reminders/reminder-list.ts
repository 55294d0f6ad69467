/** The reminders that the extension rings, and what the user has dismissed. Kept in storage, as JSON. */
import type { ReminderItem } from '#protocol';

export interface Reminder {
  id: string;
  /** The backend that it comes from: ids are its own. */
  backendUrl: string;
  kind: ReminderItem['kind'];
  /** Epoch milliseconds. */
  dueAtMs: number;
  /** The user's name for it; may be empty. */
  label: string;
}

export type ReminderRef = Pick<Reminder, 'id' | 'backendUrl'>;

export interface ReminderList {
  /** To ring when they are due, the next one first. */
  waiting: Reminder[];
  /** Due and not dismissed. */
  ringing: Reminder[];
  /** Dismissed, and not yet taken off the backend's list. */
  done: ReminderRef[];
}

export const NO_REMINDERS: ReminderList = { waiting: [], ringing: [], done: [] };

/** Of one backend, and of dismissed ones in all. Earshot's lists at most 120: 20 timers, 50 alarms and 50 that were missed. */
export const MAX_REMINDERS = 150;

/** Backends whose reminders are kept; those of the one that was heard of longest ago are dropped. */
export const MAX_BACKENDS = 5;

/** An alarm may come this much early by the wall clock. */
const EARLY_MS = 500;

/** Identifies a reminder among those of all backends; also the name of its alarm and its notification. */
export const keyOf = ({ id, backendUrl }: ReminderRef): string => `reminder ${backendUrl} ${id}`;

/** A backend that tells the user takes the reminder off its list: this soon after it was due, it has just told. */
const JUST_TOLD_MS = 30_000;

export interface ListUpdate {
  list: ReminderList;
  /** The backend is telling the user by voice. */
  told: Reminder[];
  /** No longer on the backend's list: cancelled, or told some time ago. */
  cancelled: Reminder[];
  /** Dismissed reminders that the backend still lists. */
  done: string[];
}

/** Takes over what a backend lists: it replaces the earlier list of that backend. */
export function withBackendList(
  list: ReminderList,
  backendUrl: string,
  items: readonly Reminder[],
  nowMs: number,
): ListUpdate {
  const isOther = (reminder: ReminderRef) => reminder.backendUrl !== backendUrl;
  const listed = new Map(items.slice(0, MAX_REMINDERS).map((item) => [keyOf(item), item]));
  const isKept = (reminder: ReminderRef) => isOther(reminder) || listed.has(keyOf(reminder));
  const done = list.done.filter(isKept);
  const ringing = list.ringing.filter(isKept);
  const known = new Set([...done, ...ringing].map(keyOf));
  const added = [...listed.values()].filter((reminder) => !known.has(keyOf(reminder)));
  const gone = [...list.waiting, ...list.ringing].filter((reminder) => !isKept(reminder));
  const isTold = ({ dueAtMs }: Reminder) => dueAtMs <= nowMs + EARLY_MS && dueAtMs > nowMs - JUST_TOLD_MS;
  return {
    list: {
      waiting: sorted([...ofLatestBackends(list.waiting.filter(isOther)), ...added]),
      ringing,
      done,
    },
    told: gone.filter(isTold),
    cancelled: gone.filter((reminder) => !isTold(reminder)),
    done: done.filter((reminder) => !isOther(reminder)).map(({ id }) => id),
  };
}

/** Moves what is due to the ringing ones. */
export function withDue(list: ReminderList, nowMs: number): { list: ReminderList; due: Reminder[] } {
  const isDue = ({ dueAtMs }: Reminder) => dueAtMs <= nowMs + EARLY_MS;
  const due = list.waiting.filter(isDue);
  if (due.length === 0) return { list, due };
  return {
    list: {
      ...list,
      waiting: list.waiting.filter((reminder) => !isDue(reminder)),
      ringing: [...list.ringing, ...due].slice(-MAX_REMINDERS),
    },
    due,
  };
}

/** The user has dismissed a ringing reminder. @returns it, or null if it does not ring. */
export function withDismissed(
  list: ReminderList,
  key: string,
): { list: ReminderList; dismissed: Reminder | null } {
  const dismissed = list.ringing.find((reminder) => keyOf(reminder) === key);
  if (!dismissed) return { list, dismissed: null };
  const { id, backendUrl } = dismissed;
  return {
    list: {
      ...list,
      ringing: list.ringing.filter((reminder) => reminder !== dismissed),
      done: [...list.done, { id, backendUrl }].slice(-MAX_REMINDERS),
    },
    dismissed,
  };
}

const sorted = (reminders: Reminder[]): Reminder[] => reminders.sort((a, b) => a.dueAtMs - b.dueAtMs);

/** Leaves room for one more backend. */
function ofLatestBackends(reminders: Reminder[]): Reminder[] {
  const backends = [...new Set(reminders.map(({ backendUrl }) => backendUrl))].slice(0, MAX_BACKENDS - 1);
  return reminders.filter(({ backendUrl }) => backends.includes(backendUrl));
}
