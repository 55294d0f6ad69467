import { describe, expect, it } from 'vitest';
import { AudioHistory } from './audio-history.js';

const count = (from: number, to: number) => Int16Array.from({ length: to - from }, (_, i) => from + i);

describe(AudioHistory.name, () => {
  it.each([1, 3, 7, 10, 25])(
    'keeps the last samples, whatever the length of the chunks: %i',
    (chunkSamples) => {
      const sut = new AudioHistory(10);
      for (let at = 0; at < 50; at += chunkSamples) sut.push(count(at, Math.min(50, at + chunkSamples)));
      expect(sut.total).toBe(50);
      expect(sut.slice(44)).toEqual(count(44, 50));
      expect(sut.slice(41, 45)).toEqual(count(41, 45));
    },
  );

  it('returns fewer samples if some are forgotten or never came', () => {
    const sut = new AudioHistory(10);
    sut.push(count(0, 5));
    expect(sut.slice(-100)).toEqual(count(0, 5));
    sut.push(count(5, 30));
    expect(sut.slice(0)).toEqual(count(20, 30));
    expect(sut.slice(0, 10)).toHaveLength(0);
  });
});
