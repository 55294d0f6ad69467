import { randomUUID } from 'node:crypto';
import type { Clock } from '../common/clock/clock.js';
import type { DueReminder, ReminderName, RunningTimer, Timer, Timers } from './user-records.js';

/** A timer as it is saved: with the wall time at which it will be due. */
export interface SavedTimer extends Timer {
  /** Epoch milliseconds. */
  dueAt: number;
}

const MAX_TIMERS = 20;
const MIN_MS = 1_000;
export const MAX_TIMER_MS = 24 * 60 * 60 * 1_000;

export class TimerList implements Timers {
  #running: { timer: Timer; dueAtMs: number }[] = [];

  /**
   * @param clock whose `now()` counts time that the computer slept, too
   * @param saved timers of an earlier run of the backend: they have gone on by the wall clock
   */
  constructor(
    private readonly clock: Clock,
    private readonly onChange: () => void,
    saved: readonly SavedTimer[] = [],
  ) {
    for (const { dueAt, ...timer } of saved) {
      // If the wall clock was set back meanwhile, a timer must not run for longer than it was set to.
      const remainingMs = Math.min(dueAt - clock.wallTimeMs(), timer.durationMs);
      this.#running.push({ timer, dueAtMs: clock.now() + remainingMs });
    }
  }

  set(durationMs: number, name?: ReminderName): Timer {
    if (!(durationMs >= MIN_MS && durationMs <= MAX_TIMER_MS)) {
      throw new RangeError('A timer can run from one second to 24 hours.');
    }
    if (this.#running.length >= MAX_TIMERS) {
      throw new RangeError(`I can keep ${MAX_TIMERS} timers at once. Cancel one first.`);
    }
    const timer: Timer = { id: randomUUID(), durationMs, ...name };
    this.#running.push({ timer, dueAtMs: this.clock.now() + durationMs });
    this.onChange();
    return timer;
  }

  list(): RunningTimer[] {
    const nowMs = this.clock.now();
    return this.#running
      .map(({ timer, dueAtMs }) => ({ ...timer, remainingMs: dueAtMs - nowMs }))
      .sort((a, b) => a.remainingMs - b.remainingMs);
  }

  cancel(id: string): boolean {
    const kept = this.#running.filter(({ timer }) => timer.id !== id);
    if (kept.length === this.#running.length) return false;
    this.#running = kept;
    this.onChange();
    return true;
  }

  cancelAll(): number {
    const { length } = this.#running;
    this.#running = [];
    if (length > 0) this.onChange();
    return length;
  }

  /** With the wall times at which they will be due as far as the wall clock is right now, the next one first. */
  saved(): SavedTimer[] {
    const wallTimeMs = this.clock.wallTimeMs();
    return this.list().map(({ remainingMs, ...timer }) => ({
      ...timer,
      dueAt: Math.round(wallTimeMs + remainingMs),
    }));
  }

  /** Removes and returns those that are due. */
  takeDue(): DueReminder[] {
    const due = this.saved().slice(0, this.list().filter(({ remainingMs }) => remainingMs <= 0).length);
    this.#running = this.#running.filter(({ timer }) => !due.some(({ id }) => id === timer.id));
    return due.map((timer) => ({ kind: 'timer', ...timer }));
  }
}
