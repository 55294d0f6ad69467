import { describe, expect, it } from 'vitest';
import { pcmToBytes } from '#audio';
import { PcmBytes } from './pcm-bytes.js';

describe(PcmBytes.name, () => {
  const pcm = Int16Array.from([1, -2, 300, -400, 32_767, -32_768]);
  const bytes = pcmToBytes(pcm);

  it.each([1, 2, 3, 5, 7, 12])('gives the same samples when the bytes come in cuts of %i', (size) => {
    const sut = new PcmBytes();
    const samples: number[] = [];
    for (let at = 0; at < bytes.length; at += size) samples.push(...sut.push(bytes.subarray(at, at + size)));
    expect(samples).toEqual([...pcm]);
  });

  it('holds nothing back of whole samples, and takes empty chunks', () => {
    const sut = new PcmBytes();
    expect([...sut.push(bytes.subarray(0, 5))]).toEqual([1, -2]);
    expect([...sut.push(new Uint8Array(0))]).toEqual([]);
    expect([...sut.push(bytes.subarray(5, 6))]).toEqual([300]);
  });

  it('reads a chunk that lies at an odd offset of its buffer', () => {
    const odd = new Uint8Array(bytes.length + 1);
    odd.set(bytes, 1);
    expect([...new PcmBytes().push(odd.subarray(1))]).toEqual([...pcm]);
  });
});
