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
const MAX_TIMER_MS = 24 * 60 * 60 * 1_000;

interface Running {
  timer: Timer;
  /** By the clock's `now()`. */
  dueAtMs: number;
  /** The same by the wall clock. Kept, because the two clocks are not read at quite the same time. */
  dueAt: number;
}

export class TimerList implements Timers {
  #running: Running[] = [];
  #lastDone: DueReminder | undefined;

  /**
   * @param clock whose `now()` counts time that the computer slept, too
   * @param saved timers of an earlier run of the backend: they have gone on by the wall clock
   */
  constructor(
    private readonly clock: Clock,
    private readonly onChange: () => void,
    saved: readonly SavedTimer[] = [],
  ) {
    const wallTimeMs = clock.wallTimeMs();
    this.#running = saved.map(({ dueAt: savedDueAt, ...timer }) => {
      // If the wall clock was set back meanwhile, a timer must not run for longer than it was set to.
      const dueAt = Math.round(Math.min(savedDueAt, wallTimeMs + timer.durationMs));
      return { timer, dueAt, dueAtMs: clock.now() + dueAt - wallTimeMs };
    });
  }

  get lastDone(): DueReminder | undefined {
    return this.#lastDone;
  }

  set(durationMs: number, name?: ReminderName, insteadOf?: string): Timer {
    if (!(durationMs >= MIN_MS && durationMs <= MAX_TIMER_MS)) {
      throw new RangeError('A timer can run from one second to 24 hours.');
    }
    const others = this.#running.filter(({ timer }) => timer.id !== insteadOf);
    if (others.length >= MAX_TIMERS) {
      throw new RangeError(`I can keep ${MAX_TIMERS} timers at once. Cancel one first.`);
    }
    const timer: Timer = { id: randomUUID(), durationMs, ...name };
    const dueAt = Math.round(this.clock.wallTimeMs() + durationMs);
    this.#running = [...others, { timer, dueAt, dueAtMs: this.clock.now() + durationMs }];
    this.onChange();
    return timer;
  }

  list(): RunningTimer[] {
    const nowMs = this.clock.now();
    return inOrder(this.#running).map(({ timer, dueAtMs }) => ({ ...timer, remainingMs: dueAtMs - nowMs }));
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
    this.#lastDone = undefined;
    if (length > 0) this.onChange();
    return length;
  }

  /** With the wall times at which they will be due, the next one first. */
  saved(): SavedTimer[] {
    return inOrder(this.#running).map(({ timer, dueAt }) => ({ ...timer, dueAt }));
  }

  /** The wall clock was set, or the computer slept: the wall times change, the durations do not. */
  wallClockChanged(): void {
    const offsetMs = this.clock.wallTimeMs() - this.clock.now();
    this.#running = this.#running.map((running) => ({
      ...running,
      dueAt: Math.round(running.dueAtMs + offsetMs),
    }));
  }

  /** Removes and returns those that are due. */
  takeDue(): DueReminder[] {
    const nowMs = this.clock.now();
    return this.#take(({ dueAtMs }) => dueAtMs <= nowMs);
  }

  /** Removes one that a client has rung. @returns whether there was such a timer */
  takeRung(id: string): boolean {
    const isRung = this.#take(({ timer }) => timer.id === id).length > 0;
    if (isRung) this.onChange();
    return isRung;
  }

  #take(isDue: (running: Running) => boolean): DueReminder[] {
    const taken = inOrder(this.#running).filter(isDue);
    this.#running = this.#running.filter((running) => !taken.includes(running));
    const due = taken.map(({ timer, dueAt }): DueReminder => ({ kind: 'timer', ...timer, dueAt }));
    this.#lastDone = due.at(-1) ?? this.#lastDone;
    return due;
  }
}

const inOrder = (running: readonly Running[]): Running[] => running.toSorted((a, b) => a.dueAtMs - b.dueAtMs);
