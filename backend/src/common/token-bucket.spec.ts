import { expect, it } from 'vitest';
import { TokenBucket } from './token-bucket.js';

it('allows a burst, then as much as it refills', () => {
  const bucket = new TokenBucket(10, 5, 0);
  expect(bucket.take(10, 0)).toBe(true);
  expect(bucket.take(1, 100)).toBe(false);
  expect(bucket.take(1, 200)).toBe(true);
  expect(bucket.take(11, 100_000)).toBe(false);
  expect(bucket.take(10, 100_000)).toBe(true);
});
