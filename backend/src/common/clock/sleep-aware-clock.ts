import type { Clock } from './clock.js';

/** Reading the two times one after the other, and slewing of the wall clock, stay far below this. */
const JUMP_MS = 1_000;

/**
 * A clock whose `now()` also counts the time that the computer slept, which the system's monotonic clock leaves out: a jump of
 * the wall time forwards counts as time that has passed. A jump backwards, which only setting the clock makes, changes nothing.
 */
export class SleepAwareClock implements Clock {
  #sleptMs = 0;
  #offsetMs: number;
  #jumps = 0;

  constructor(private readonly clock: Clock) {
    this.#offsetMs = this.#currentOffsetMs;
  }

  now(): number {
    this.#lookForJump();
    return this.clock.now() + this.#sleptMs;
  }

  wallTimeMs(): number {
    return this.clock.wallTimeMs();
  }

  /** How often the wall time has jumped so far: wall times that were computed from durations before are wrong. */
  get jumps(): number {
    this.#lookForJump();
    return this.#jumps;
  }

  #lookForJump(): void {
    const offsetMs = this.#currentOffsetMs;
    const jumpMs = offsetMs - this.#offsetMs;
    if (Math.abs(jumpMs) < JUMP_MS) return;
    this.#offsetMs = offsetMs;
    this.#sleptMs += Math.max(0, jumpMs);
    this.#jumps++;
  }

  get #currentOffsetMs(): number {
    return this.clock.wallTimeMs() - this.clock.now();
  }
}
