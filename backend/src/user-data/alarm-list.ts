import { randomUUID } from 'node:crypto';
import type { Clock } from '../common/clock/clock.js';
import { nextOccurrence } from './next-occurrence.js';
import type { Alarm, Alarms, DueReminder, NewAlarm } from './user-records.js';

const MAX_ALARMS = 50;

export class AlarmList implements Alarms {
  #alarms: readonly Alarm[];
  #lastRung: Alarm | undefined;

  constructor(
    private readonly clock: Clock,
    private readonly onChange: () => void,
    saved: readonly Alarm[] = [],
  ) {
    this.#alarms = saved;
  }

  get lastRung(): Alarm | undefined {
    return this.#lastRung;
  }

  set(alarm: NewAlarm): Alarm {
    if (!(alarm.dueAt > this.clock.wallTimeMs())) throw new RangeError('That time is over already.');
    if (this.#alarms.length >= MAX_ALARMS) {
      throw new RangeError(`I can keep ${MAX_ALARMS} alarms and reminders. Cancel one first.`);
    }
    const added = { id: randomUUID(), ...alarm };
    this.#alarms = inOrder([...this.#alarms, added]);
    this.onChange();
    return added;
  }

  list(): readonly Alarm[] {
    return this.#alarms;
  }

  cancel(id: string): boolean {
    const kept = this.#alarms.filter((alarm) => alarm.id !== id);
    if (kept.length === this.#alarms.length) return false;
    this.#alarms = kept;
    this.onChange();
    return true;
  }

  cancelAll(): number {
    const { length } = this.#alarms;
    this.#alarms = [];
    this.#lastRung = undefined;
    if (length > 0) this.onChange();
    return length;
  }

  /** Removes and returns those that are due, and sets those that repeat to their next time. */
  takeDue(): DueReminder[] {
    const wallTimeMs = this.clock.wallTimeMs();
    return this.#take(this.#alarms.filter(({ dueAt }) => dueAt <= wallTimeMs));
  }

  /** Removes one that a client has rung. @returns whether there was such an alarm */
  takeRung(id: string): boolean {
    return this.#take(this.#alarms.filter((alarm) => alarm.id === id)).length > 0;
  }

  #take(rung: readonly Alarm[]): DueReminder[] {
    if (rung.length === 0) return [];
    const again = rung.flatMap(({ repeat, ...alarm }) => {
      const after = Math.max(alarm.dueAt, this.clock.wallTimeMs());
      return repeat ? [{ ...alarm, id: randomUUID(), repeat, dueAt: nextOccurrence(repeat, after) }] : [];
    });
    this.#alarms = inOrder([...this.#alarms.filter((alarm) => !rung.includes(alarm)), ...again]);
    this.#lastRung = rung.at(-1);
    return rung.map(({ repeat: _, ...alarm }) => ({ kind: 'alarm', ...alarm }));
  }
}

const inOrder = (alarms: readonly Alarm[]): Alarm[] => alarms.toSorted((a, b) => a.dueAt - b.dueAt);
