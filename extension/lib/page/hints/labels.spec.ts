import { describe, expect, it } from 'vitest';
import { labelsBetween } from './labels';

describe('labelsBetween', () => {
  it('skips the numbers that sound alike', () => {
    expect(labelsBetween(10, 21)).toEqual([10, 11, 12, 20, 21]);
    expect(labelsBetween(29, 51)).not.toEqual(expect.arrayContaining([30]));
    const all = labelsBetween(1, 99);
    expect(all).toHaveLength(89);
    expect(all.filter((number) => [13, 14, 15, 16, 17, 18, 19, 30, 40, 50].includes(number))).toEqual([]);
  });

  it('has no number of three digits, and none below one', () => {
    expect(labelsBetween(98, 200)).toEqual([98, 99]);
    expect(labelsBetween(-3, 2)).toEqual([1, 2]);
    expect(labelsBetween(100, 120)).toEqual([]);
  });
});
