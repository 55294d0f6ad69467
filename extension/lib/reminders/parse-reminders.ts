import { MAX_REMINDERS, type Reminder } from './reminder-list';

const MAX_ID_LENGTH = 200;

/** Longer ones do not fit on a notification. */
const MAX_LABEL_LENGTH = 200;

/** The largest time that a Date holds. */
const MAX_TIME_MS = 8.64e15;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

/** @param items as a backend sends them. @returns the valid ones, at most `MAX_REMINDERS`. */
export function parseReminders(backendUrl: string, items: unknown): Reminder[] {
  if (!Array.isArray(items)) return [];
  return items.slice(0, MAX_REMINDERS).flatMap((item: unknown) => {
    if (!isObject(item)) return [];
    const { id, kind, due_at: dueAtMs, label } = item;
    if (typeof id !== 'string' || id === '' || id.length > MAX_ID_LENGTH) return [];
    if (typeof dueAtMs !== 'number' || !(Math.abs(dueAtMs) <= MAX_TIME_MS)) return [];
    return {
      id,
      backendUrl,
      kind: kind === 'alarm' ? ('alarm' as const) : ('timer' as const),
      dueAtMs,
      label: typeof label === 'string' ? label.slice(0, MAX_LABEL_LENGTH) : '',
    };
  });
}
