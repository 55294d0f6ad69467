import { describe, expect, it } from 'vitest';
import { pcmToBytes } from '#audio';
import { PcmDecoder } from './pcm-decoder.js';

describe(PcmDecoder.name, () => {
  const pcm = Int16Array.from([1, -2, 300, -400, 32_767, -32_768]);
  const bytes = pcmToBytes(pcm);

  it.each([1, 2, 3, 5, 7, 12])('gives the same samples if the bytes come in parts of %i', (size) => {
    const sut = new PcmDecoder();
    const samples: number[] = [];
    for (let at = 0; at < bytes.length; at += size)
      samples.push(...sut.decode(bytes.subarray(at, at + size)));
    expect(samples).toEqual([...pcm]);
  });

  it('gives whole samples at once, and accepts empty chunks', () => {
    const sut = new PcmDecoder();
    expect([...sut.decode(bytes.subarray(0, 5))]).toEqual([1, -2]);
    expect([...sut.decode(new Uint8Array(0))]).toEqual([]);
    expect([...sut.decode(bytes.subarray(5, 6))]).toEqual([300]);
  });

  it('decodes a chunk at an odd offset of its buffer', () => {
    const odd = new Uint8Array(bytes.length + 1);
    odd.set(bytes, 1);
    expect([...new PcmDecoder().decode(odd.subarray(1))]).toEqual([...pcm]);
  });
});
