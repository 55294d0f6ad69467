import { expect, it } from 'vitest';
import { wordTimes } from './word-times.js';

it('divides the sound among the words in order, with more for longer ones', () => {
  const times = wordTimes('Ten miles is about 16.1 kilometers.', 20, 2_020);
  expect(times.map(({ text }) => text)).toEqual(['Ten', 'miles', 'is', 'about', '16.1', 'kilometers.']);
  expect(times[0]!.startMs).toBe(20);
  expect(times.at(-1)!.endMs).toBeCloseTo(2_020);
  times.slice(1).forEach(({ startMs }, i) => expect(startMs).toBe(times[i]!.endMs));
  const length = (i: number) => times[i]!.endMs - times[i]!.startMs;
  expect(length(5)).toBeGreaterThan(length(0));
  expect(length(4)).toBeGreaterThan(length(3));
});

it('gives no time for punctuation alone', () => {
  expect(wordTimes('Well - yes', 0, 100).map(({ text }) => text)).toEqual(['Well', 'yes']);
});
