import { count, list, sentence } from '../../language/en/say.js';
import type { SkillContext } from '../engine/intent.js';
import type { ReminderName, UserRecords } from '../../user-data/user-records.js';

/** In the order in which they are said. */
export const KINDS = ['timer', 'alarm', 'reminder'] as const;
export type Kind = (typeof KINDS)[number];

export interface Item extends ReminderName {
  id: string;
}

interface Group {
  kind: Kind;
  items: readonly Pick<Item, 'id'>[];
}

/** A reminder is kept as a timer or as an alarm, with its task. */
export function itemsOf(kind: Kind, { timers, alarms }: Pick<SkillContext, 'timers' | 'alarms'>): Item[] {
  const items: Item[] = [
    ...(kind === 'alarm' ? [] : timers.list()),
    ...(kind === 'timer' ? [] : alarms.list()),
  ];
  return items.filter(({ task }) => (kind === 'reminder') === (task !== undefined));
}

/** Cancels all of those kinds. @returns what was cancelled, or undefined if there was nothing */
export function cancelSeveral(kinds: readonly Kind[], user: UserRecords): string | undefined {
  return cancelItems(
    kinds.map((kind) => ({ kind, items: itemsOf(kind, user) })),
    user,
  );
}

/** @returns what was cancelled, or undefined if there was nothing */
export function cancelItems(groups: readonly Group[], user: UserRecords): string | undefined {
  const cancelled = groups.map(({ kind, items }) => ({
    kind,
    amount: items.filter(({ id }) => user.timers.cancel(id) || user.alarms.cancel(id)).length,
  }));
  return say(cancelled);
}

/** @param running timers, some of which may be reminders */
export function sayCancelled(running: readonly ReminderName[]): string | undefined {
  const reminders = running.filter(({ task }) => task !== undefined).length;
  return say([
    { kind: 'timer', amount: running.length - reminders },
    { kind: 'reminder', amount: reminders },
  ]);
}

function say(all: readonly { kind: Kind; amount: number }[]): string | undefined {
  const cancelled = all.filter(({ amount }) => amount > 0);
  const [first, ...others] = cancelled;
  if (!first) return undefined;
  if (others.length > 0)
    return `${sentence(list(cancelled.map(({ kind, amount }) => count(amount, kind))))} are cancelled.`;
  if (first.amount === 1) return `The ${first.kind} is cancelled.`;
  return `${first.amount === 2 ? 'Both' : `All ${first.amount}`} ${first.kind}s are cancelled.`;
}
