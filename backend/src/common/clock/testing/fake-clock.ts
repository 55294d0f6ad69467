import type { Clock } from '../clock.js';

/** A clock that stands still until a test moves it. */
export class FakeClock implements Clock {
  #nowMs = 0;
  #wallMs: number;

  /** @param start what the wall clock shows at first */
  constructor(start = new Date(2026, 10, 22, 9, 5)) {
    this.#wallMs = start.getTime();
  }

  now(): number {
    return this.#nowMs;
  }

  wallTimeMs(): number {
    return this.#wallMs;
  }

  /** Moves both times. */
  advance(ms: number): void {
    this.#nowMs += ms;
    this.#wallMs += ms;
  }

  /** Sets the wall clock without passing time. */
  setWallTime(ms: number): void {
    this.#wallMs = ms;
  }
}
