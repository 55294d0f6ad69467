import { describe, expect, it } from 'vitest';
import { phoneDistance } from './phone-distance.js';

const distance = (a: string, b: string) =>
  phoneDistance(a.split(' ').filter(Boolean), b.split(' ').filter(Boolean));

describe(phoneDistance.name, () => {
  it.each([
    ['S AY N', 'S AY N', 0],
    ['', '', 0],
    ['S AY N', '', 1],
    ['B AY', 'P AY', 0.25],
    ['B AY', 'K AY', 0.5],
    ['S AY N', 'S AY N AH P', 0.4],
  ])('of "%s" and "%s" is %s', (a, b, expected) => {
    expect(distance(a, b)).toBeCloseTo(expected);
    expect(distance(b, a)).toBeCloseTo(expected);
  });
});
