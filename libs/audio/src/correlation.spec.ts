import { describe, expect, it } from 'vitest';
import { findAlignment } from './correlation.js';

/** A reproducible sound with energy like speech: smoothed random steps. */
function sound(length: number, seed: number): Float32Array {
  let state = seed;
  let value = 0;
  return Float32Array.from({ length }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    value = 0.9 * value + 0.1 * (state / 2 ** 31 - 1);
    return value;
  });
}

describe('findAlignment', () => {
  it.each([0, 1, 4_003, 31_000])('finds a quieter copy %i samples in', (lag) => {
    const needle = sound(16_000, 1);
    const haystack = new Float32Array(48_000);
    haystack.set(
      needle.map((x) => x / 3),
      lag,
    );
    const found = findAlignment(needle, haystack);
    expect(found.lag).toBe(lag);
    expect(found.correlation).toBeCloseTo(1, 5);
  });

  it('finds a short signal', () => {
    const haystack = sound(2_000, 2);
    expect(findAlignment(haystack.slice(777, 877), haystack)).toMatchObject({ lag: 777 });
  });

  it('distinguishes another sound, and a copy with a gap, from the same sound', () => {
    const needle = sound(16_000, 3);
    expect(findAlignment(needle, sound(48_000, 4)).correlation).toBeLessThan(0.3);
    const gap = new Float32Array(48_000);
    gap.set(needle.subarray(0, 8_000), 1_000);
    gap.set(needle.subarray(8_000), 1_000 + 8_000 + 1_600);
    expect(findAlignment(needle, gap).correlation).toBeLessThan(0.9);
  });

  it('finds nothing in silence', () => {
    expect(findAlignment(sound(4_000, 5), new Float32Array(8_000)).correlation).toBe(0);
  });

  it('refuses a needle longer than the haystack', () => {
    expect(() => findAlignment(new Float32Array(2), new Float32Array(1))).toThrow(RangeError);
  });
});
