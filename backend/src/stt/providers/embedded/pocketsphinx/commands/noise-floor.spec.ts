import { describe, expect, it } from 'vitest';
import { dbfs } from '#audio/pcm';
import { NoiseFloor } from './noise-floor.js';

describe(NoiseFloor.name, () => {
  it('adds very quiet noise to silence, the same in each utterance', () => {
    const sut = new NoiseFloor();
    const silence = new Int16Array(1_600);
    const first = sut.add(silence);
    expect(new Set(first).size).toBeGreaterThan(50);
    expect(dbfs(first)).toBeCloseTo(-65.5, 0);
    expect(silence).toEqual(new Int16Array(1_600));
    expect(sut.add(silence)).not.toEqual(first);
    sut.reset();
    expect(sut.add(silence)).toEqual(first);
  });

  it('does not turn the loudest speech over', () => {
    const loud = Int16Array.from({ length: 100 }, (_, i) => (i % 2 === 0 ? 32_767 : -32_768));
    const heard = new NoiseFloor().add(loud);
    expect(heard.every((sample, i) => Math.sign(sample) === Math.sign(loud[i]!))).toBe(true);
  });
});
