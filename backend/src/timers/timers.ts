import { systemClock, type Clock } from '../common/clock/clock.js';

export interface Timer {
  id: number;
  durationMs: number;
  /** The user's name for it, e.g. `pasta`. */
  label?: string;
  /** The task of a reminder, e.g. `call my mom`. */
  task?: string;
}

export interface RunningTimer extends Timer {
  /** When it was listed. */
  remainingMs: number;
}

export type TimerName = Pick<Timer, 'label' | 'task'>;

/** A session's countdown timers. */
export interface Timers {
  /** @throws RangeError if there are too many, or the duration is not from 1 s to 24 h; its message is for the user */
  set(durationMs: number, name?: TimerName): Timer;
  /** Running timers, the next one due first. */
  list(): RunningTimer[];
  /** @returns whether there was such a timer. */
  cancel(id: number): boolean;
  cancelAll(): number;
}

const MAX_TIMERS = 20;
const MIN_MS = 1_000;
const MAX_MS = 24 * 60 * 60 * 1_000;

/** Timers that call back when their duration has passed. They belong to one session and end with it. */
export class SessionTimers implements Timers {
  readonly #running = new Map<number, { timer: Timer; dueAtMs: number; handle: NodeJS.Timeout }>();
  #nextId = 1;

  constructor(
    private readonly onDue: (timer: Timer) => void,
    private readonly clock: Clock = systemClock,
  ) {}

  set(durationMs: number, name?: TimerName): Timer {
    if (!(durationMs >= MIN_MS && durationMs <= MAX_MS)) {
      throw new RangeError('A timer can run from one second to 24 hours.');
    }
    if (this.#running.size >= MAX_TIMERS) {
      throw new RangeError(`I can keep ${MAX_TIMERS} timers at once. Cancel one first.`);
    }
    const timer: Timer = { id: this.#nextId++, durationMs, ...name };
    const handle = setTimeout(() => {
      this.#running.delete(timer.id);
      this.onDue(timer);
    }, durationMs);
    handle.unref();
    this.#running.set(timer.id, { timer, dueAtMs: this.clock.now() + durationMs, handle });
    return timer;
  }

  list(): RunningTimer[] {
    const nowMs = this.clock.now();
    return [...this.#running.values()]
      .map(({ timer, dueAtMs }) => ({ ...timer, remainingMs: dueAtMs - nowMs }))
      .sort((a, b) => a.remainingMs - b.remainingMs);
  }

  cancel(id: number): boolean {
    const entry = this.#running.get(id);
    if (!entry) return false;
    clearTimeout(entry.handle);
    return this.#running.delete(id);
  }

  cancelAll(): number {
    const count = this.#running.size;
    for (const id of [...this.#running.keys()]) this.cancel(id);
    return count;
  }
}
