import { describe, expect, it } from 'vitest';
import { backoffMs, mayRetry, type BackoffPolicy } from './backoff.js';

const POLICY: BackoffPolicy = { baseMs: 1_000, maxMs: 10_000, maxAttempts: -1, jitter: 0 };

describe('backoff', () => {
  it('doubles up to its maximum', () => {
    expect([1, 2, 3, 4, 5, 6, 500].map((attempt) => backoffMs(attempt, POLICY, 0.5))).toEqual([
      1_000, 2_000, 4_000, 8_000, 10_000, 10_000, 10_000,
    ]);
  });

  it('subtracts at most the share of jitter, and never adds', () => {
    const policy = { ...POLICY, jitter: 0.3 };
    expect(backoffMs(2, policy, 0)).toBe(2_000);
    expect(backoffMs(2, policy, 0.999_999)).toBe(1_400);
    expect(backoffMs(9, policy, 0)).toBe(10_000);
  });

  it.each([
    [-1, 1_000_000, true],
    [0, 1, false],
    [1, 1, true],
    [1, 2, false],
    [10, 10, true],
    [10, 11, false],
  ])('with maxAttempts %i, attempt %i is allowed: %s', (maxAttempts, attempt, allowed) => {
    expect(mayRetry(attempt, { ...POLICY, maxAttempts })).toBe(allowed);
  });
});
