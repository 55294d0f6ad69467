/** Two times that must not be mixed: durations never jump, wall time does when a clock is set. */
export interface Clock {
  /** Milliseconds from an arbitrary start that never go back: for durations and deadlines. */
  now(): number;
  /** Epoch milliseconds, as a wall clock shows them: for times that people see. */
  wallTimeMs(): number;
}

/** One moment in both times of a clock, for pure functions that take the time. */
export interface Instant {
  now: number;
  wallTimeMs: number;
}

export const systemClock: Clock = {
  now: () => performance.now(),
  wallTimeMs: () => Date.now(),
};

export const instantOf = (clock: Clock): Instant => ({ now: clock.now(), wallTimeMs: clock.wallTimeMs() });
