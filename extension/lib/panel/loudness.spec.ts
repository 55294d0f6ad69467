import { describe, expect, it } from 'vitest';
import { loudness } from './loudness';

describe(loudness.name, () => {
  it('is 0 in silence, 1 at full scale, and grows in between', () => {
    const levels = [0, 0.0001, 0.01, 0.05, 0.1, 0.3, 1].map(loudness);
    expect(levels[0]).toBe(0);
    expect(levels[1]).toBe(0);
    expect(levels.at(-1)).toBe(1);
    expect([...levels].sort((a, b) => a - b)).toEqual(levels);
  });

  it('shows ordinary speech in the middle of the meter', () => {
    expect(loudness(0.1)).toBeGreaterThan(0.4);
    expect(loudness(0.1)).toBeLessThan(0.75);
  });
});
