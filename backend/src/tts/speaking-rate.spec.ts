import { expect, it } from 'vitest';
import { speedOf } from './speaking-rate.js';

const RATES = { min: 0.7, max: 1.2 };

it.each<[string, number | undefined, number | undefined, number | undefined]>([
  ['nothing', undefined, undefined, undefined],
  ['what is configured', 1.1, undefined, 1.1],
  ['what the user chose', undefined, 0.8, 0.8],
  ['both', 1.1, 0.9, 0.99],
  ['the voice’s own speed again', undefined, 1, undefined],
  ['no more than the vendor accepts', 1.1, 1.5, 1.2],
  ['no less than the vendor accepts', undefined, 0.1, 0.7],
])('asks for %s', (_what, configured, chosen, speed) => {
  expect(speedOf(RATES, configured, chosen)).toBe(speed);
});
