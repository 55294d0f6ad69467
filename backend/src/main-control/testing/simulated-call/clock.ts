import type { Instant } from '../../../common/clock/clock.js';

/** With more actions than this at one instant, something triggers itself in a loop. */
const MAX_ACTIONS_AT_ONE_TIME = 300;

const WALL_TIME_AT_ZERO_MS = Date.UTC(2026, 10, 22);

interface Entry {
  at: number;
  action: () => void;
}

/** The time of a simulated call and its planned actions, in order. */
export class SimulatedClock {
  now = 1_000_000;

  /** The next action is the last element. */
  readonly #queue: Entry[] = [];
  readonly #timers = new Map<string, Entry>();

  get instant(): Instant {
    return { now: this.now, wallTimeMs: WALL_TIME_AT_ZERO_MS + this.now };
  }

  /** Of two actions at the same time, the one planned first runs first. */
  after(delayMs: number, action: () => void): Entry {
    const entry = { at: this.now + Math.max(0, delayMs), action };
    const later = this.#queue.findLastIndex(({ at }) => at > entry.at);
    this.#queue.splice(later + 1, 0, entry);
    return entry;
  }

  /** Sets the timer of that name and replaces an existing one. */
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

  /** @throws {SpinError} if time does not advance */
  run(untilMs: number): void {
    let atThisTime = 0;
    for (;;) {
      const next = this.#queue.at(-1);
      if (!next || next.at > untilMs) return;
      this.#queue.pop();
      atThisTime = next.at > this.now ? 1 : atThisTime + 1;
      if (atThisTime > MAX_ACTIONS_AT_ONE_TIME) throw new SpinError();
      this.now = next.at;
      next.action();
    }
  }
}

export class SpinError extends Error {
  constructor() {
    super(`More than ${MAX_ACTIONS_AT_ONE_TIME} actions at one time.`);
  }
}
