import { describe, expect, it } from 'vitest';
import {
  bytesToPcm,
  concatPcm,
  dbfs,
  floatToPcm,
  msToSamples,
  pcmToBytes,
  pcmToFloat,
  piecesOf,
  rms,
  samplesToMs,
} from './pcm.js';

describe('pcm', () => {
  it('reads little-endian samples from bytes at an odd offset', () => {
    const pool = Uint8Array.from([0xff, 0x01, 0x00, 0xff, 0xff, 0x00, 0x80]);
    expect([...bytesToPcm(pool.subarray(1))]).toEqual([1, -1, -32_768]);
  });

  it('refuses half a sample', () => {
    expect(() => bytesToPcm(new Uint8Array(3))).toThrow('two bytes a sample, but there are 3 bytes');
  });

  it('writes only the bytes of a view', () => {
    const view = Int16Array.from([9, 1, -2, 9]).subarray(1, 3);
    expect([...pcmToBytes(view)]).toEqual([0x01, 0x00, 0xfe, 0xff]);
  });

  it('clamps floats beyond full scale and replaces NaN by silence', () => {
    const pcm = floatToPcm(Float32Array.from([1, 1.5, -1, -7, Number.NaN, 0.5, Infinity]));
    expect([...pcm]).toEqual([32_767, 32_767, -32_768, -32_768, 0, 16_384, 32_767]);
  });

  it('converts every sample to float and back unchanged', () => {
    const all = Int16Array.from({ length: 65_536 }, (_, i) => i - 32_768);
    expect(floatToPcm(pcmToFloat(all))).toEqual(all);
  });

  it.each([
    [5, 2, [[0, 1], [2, 3], [4]]],
    [4, 4, [[0, 1, 2, 3]]],
    [0, 3, []],
  ])('cuts %i samples into pieces of %i', (length, samples, pieces) => {
    const pcm = Int16Array.from({ length }, (_, i) => i);
    expect([...piecesOf(pcm, samples)].map((piece) => [...piece])).toEqual(pieces);
  });

  it('concatenates parts in order', () => {
    expect([...concatPcm([Int16Array.of(1, 2), new Int16Array(0), Int16Array.of(3)])]).toEqual([1, 2, 3]);
  });

  it('converts between samples and milliseconds', () => {
    expect(msToSamples(20, 16_000)).toBe(320);
    expect(samplesToMs(4_800, 48_000)).toBe(100);
  });

  it('measures the same level for both sample types', () => {
    const half = Int16Array.from({ length: 100 }, (_, i) => (i % 2 ? 16_384 : -16_384));
    expect(rms(half)).toBeCloseTo(0.5, 6);
    expect(rms(pcmToFloat(half))).toBeCloseTo(0.5, 6);
    expect(dbfs(half)).toBeCloseTo(-6.02, 2);
    expect(dbfs(new Int16Array(10))).toBe(-Infinity);
    expect(rms(new Float32Array(0))).toBe(0);
  });
});
