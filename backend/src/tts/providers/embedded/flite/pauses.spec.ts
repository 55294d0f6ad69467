import { describe, expect, it } from 'vitest';
import { pauseAfterMs, trimToPause } from './pauses.js';

const HZ = 16_000;
const LOUD = 3_000;
/** 20 per mille of full scale are -34 dB; flite's own silence is about 10 of 32,768. */
const HISS = 10;

/** Milliseconds of a constant level, its sign alternating. */
const part = (ms: number, level: number) =>
  Array.from({ length: ms * 16 }, (_, i) => (i % 2 ? level : -level));
const msBefore = (pcm: Int16Array) => pcm.findIndex((x) => Math.abs(x) >= LOUD) / 16;
const msAfter = (pcm: Int16Array) => (pcm.length - 1 - pcm.findLastIndex((x) => Math.abs(x) >= LOUD)) / 16;

describe('trimToPause', () => {
  it('trims the silence of flite to a short lead and the pause', () => {
    const pcm = Int16Array.from([...part(210, HISS), ...part(500, LOUD), ...part(150, HISS)]);
    const trimmed = trimToPause(pcm, HZ, 80);
    expect(msBefore(trimmed)).toBe(20);
    expect(msAfter(trimmed)).toBe(80);
    expect(trimmed.length / 16).toBe(600);
  });

  it('adds silence if there is less than the pause', () => {
    const pcm = Int16Array.from([...part(200, HISS), ...part(100, LOUD), ...part(30, HISS)]);
    expect(msAfter(trimToPause(pcm, HZ, 130))).toBe(130);
  });

  it('keeps silence within the speech, and a soft start', () => {
    const pcm = Int16Array.from([
      ...part(100, 120),
      ...part(100, LOUD),
      ...part(300, HISS),
      ...part(100, LOUD),
    ]);
    expect(trimToPause(pcm, HZ, 0).length / 16).toBe(600);
  });

  it('gives nothing for silence', () => {
    expect(trimToPause(Int16Array.from(part(200, HISS)), HZ, 100)).toHaveLength(0);
    expect(trimToPause(new Int16Array(0), HZ, 100)).toHaveLength(0);
  });
});

describe('pauseAfterMs', () => {
  it('is longest after a sentence, and shortest without punctuation', () => {
    const [sentence, clause, none] = ['Done.', 'First,', 'and so'].map(pauseAfterMs);
    expect(sentence).toBeGreaterThan(clause!);
    expect(clause).toBeGreaterThan(none!);
    expect(pauseAfterMs('He said (yes!)')).toBe(sentence);
  });
});
