import type { Instant } from '../../../common/clock/clock.js';

/** More actions than this at one instant: something triggers itself again and again. */
const MOST_AT_ONE_INSTANT = 300;

const WALL_TIME_AT_ZERO_MS = Date.UTC(2026, 10, 22);

interface Entry {
  at: number;
  action: () => void;
}

/** The time of a simulated call and all actions that are planned, in order. */
export class SimulatedClock {
  now = 1_000_000;

  /** The next action is the last element. */
  readonly #queue: Entry[] = [];
  readonly #timers = new Map<string, Entry>();

  get instant(): Instant {
    return { now: this.now, wallTimeMs: WALL_TIME_AT_ZERO_MS + this.now };
  }

  /** At the same time, what was planned first happens first. */
  after(delayMs: number, action: () => void): Entry {
    const entry = { at: this.now + Math.max(0, delayMs), action };
    const later = this.#queue.findLastIndex(({ at }) => at > entry.at);
    this.#queue.splice(later + 1, 0, entry);
    return entry;
  }

  /** Sets the timer of that name; it replaces one that is set already. */
  setTimer(id: string, at: number, action: () => void): void {
    this.clearTimer(id);
    const entry = this.after(at - this.now, () => {
      this.#timers.delete(id);
      action();
    });
    this.#timers.set(id, entry);
  }

  clearTimer(id: string): void {
    const entry = this.#timers.get(id);
    if (!entry) return;
    this.#timers.delete(id);
    this.#queue.splice(this.#queue.indexOf(entry), 1);
  }

  /** @throws {SpinError} where time does not advance */
  run(untilMs: number): void {
    let atThisInstant = 0;
    for (;;) {
      const next = this.#queue.at(-1);
      if (!next || next.at > untilMs) return;
      this.#queue.pop();
      atThisInstant = next.at > this.now ? 1 : atThisInstant + 1;
      if (atThisInstant > MOST_AT_ONE_INSTANT) throw new SpinError();
      this.now = next.at;
      next.action();
    }
  }
}

export class SpinError extends Error {
  constructor() {
    super(`More than ${MOST_AT_ONE_INSTANT} actions at one instant.`);
  }
}
