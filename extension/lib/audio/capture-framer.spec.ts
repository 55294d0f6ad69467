import { describe, expect, it } from 'vitest';
import { CaptureFramer, type CaptureFrame } from './capture-framer';

function newSut(frameSamples: number) {
  const frames: CaptureFrame[] = [];
  return { sut: new CaptureFramer(frameSamples, (frame) => frames.push(frame)), frames };
}

describe(CaptureFramer.name, () => {
  it('cuts quanta into frames of one length, in order and without gaps', () => {
    const { sut, frames } = newSut(10);
    const samples = Float32Array.from({ length: 32 }, (_, i) => i / 100);
    for (let at = 0; at < 32; at += 4) sut.add(samples.subarray(at, at + 4), 4);
    expect(frames.map(({ pcm }) => pcm.length)).toEqual([10, 10, 10]);
    const joined = frames.flatMap(({ pcm }) => [...pcm]);
    expect(joined).toEqual([...samples].slice(0, 30).map((value) => Math.round(value * 0x7fff)));
  });

  it('clamps samples beyond full scale', () => {
    const { sut, frames } = newSut(4);
    sut.add(Float32Array.of(1, 1.5, -1, -1.5), 4);
    expect([...frames[0]!.pcm]).toEqual([32767, 32767, -32768, -32768]);
  });

  it('measures the loudness of each frame', () => {
    const { sut, frames } = newSut(4);
    sut.add(Float32Array.of(0.5, -0.5, 0.5, -0.5), 4);
    sut.add(new Float32Array(4), 4);
    expect(frames.map(({ level }) => level)).toEqual([0.5, 0]);
  });

  it('emits silence of the same length while nothing is connected', () => {
    const { sut, frames } = newSut(8);
    sut.add(undefined, 8);
    expect(frames).toEqual([{ pcm: new Int16Array(8), level: 0 }]);
  });

  it('emits each frame in its own buffer', () => {
    const { sut, frames } = newSut(2);
    sut.add(Float32Array.of(0.5, 0.5, -0.5, -0.5), 4);
    expect(frames[0]!.pcm.buffer).not.toBe(frames[1]!.pcm.buffer);
    expect(frames[0]!.pcm[0]).toBeGreaterThan(0);
  });

  it('flushes a partial frame padded with silence, and nothing if there is none', () => {
    const { sut, frames } = newSut(4);
    sut.flush();
    sut.add(Float32Array.of(0.5, 0.5, 0.5, 0.5, -1), 5);
    sut.flush();
    sut.flush();
    expect(frames.slice(1).map(({ pcm }) => [...pcm])).toEqual([[-32768, 0, 0, 0]]);
    sut.add(Float32Array.of(1, 1, 1, 1), 4);
    expect([...frames[2]!.pcm]).toEqual([32767, 32767, 32767, 32767]);
  });
});
