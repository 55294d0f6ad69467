/** Delays between reconnection attempts: exponential, capped, with jitter. */

export interface BackoffPolicy {
  /** Delay before the first attempt; each further one doubles it. */
  baseMs: number;
  maxMs: number;
  /** -1: for ever; 0: never. */
  maxAttempts: number;
  /** Share of the delay that is random, 0..1, so that the clients of a restarted server do not reconnect at the same time. */
  jitter: number;
}

/** @param attempt number of the next attempt, from 1 */
export const mayRetry = (attempt: number, { maxAttempts }: BackoffPolicy): boolean =>
  maxAttempts < 0 || attempt <= maxAttempts;

/**
 * @param attempt number of the next attempt, from 1
 * @param random 0 to below 1
 * @returns milliseconds, between (1 - jitter) and 1 of the exponential delay
 */
export function backoffMs(attempt: number, { baseMs, maxMs, jitter }: BackoffPolicy, random: number): number {
  const delay = Math.min(maxMs, baseMs * 2 ** Math.max(0, attempt - 1));
  return Math.round(delay * (1 - jitter * random));
}
