import { describe, expect, it } from 'vitest';
import { Resampler } from './resampler.js';

const tone = (hz: number, rateHz: number, samples: number, amplitude = 0.5) =>
  Float32Array.from({ length: samples }, (_, i) => amplitude * Math.sin((2 * Math.PI * hz * i) / rateHz));

const join = (chunks: Float32Array[]) => Float32Array.from(chunks.flatMap((chunk) => [...chunk]));

async function resample(input: Float32Array, fromHz: number, toHz: number, chunkSamples: number) {
  const sut = await Resampler.create(fromHz, toHz);
  const out: Float32Array[] = [];
  for (let at = 0; at < input.length; at += chunkSamples)
    out.push(sut.process(input.slice(at, at + chunkSamples)));
  const beforeFlush = out.reduce((sum, chunk) => sum + chunk.length, 0);
  out.push(sut.flush());
  sut.close();
  return { samples: join(out), beforeFlush };
}

/** Signal-to-noise ratio of `actual` in dB, without the edges. */
function signalToNoiseDb(actual: Float32Array, expected: Float32Array, edge: number) {
  let signal = 0;
  let noise = 0;
  for (let i = edge; i < expected.length - edge; i++) {
    signal += expected[i]! ** 2;
    noise += (actual[i]! - expected[i]!) ** 2;
  }
  return 10 * Math.log10(signal / noise);
}

describe(Resampler.name, () => {
  it.each([
    [16_000, 48_000],
    [48_000, 16_000],
    [24_000, 16_000],
    [44_100, 16_000],
    [8_000, 16_000],
  ])('preserves a tone from %i Hz to %i Hz, in chunks of any length', async (fromHz, toHz) => {
    for (const chunkSamples of [1, 160, 512, 40_000]) {
      const seconds = chunkSamples === 1 ? 0.1 : 0.5;
      const { samples } = await resample(tone(1_000, fromHz, fromHz * seconds), fromHz, toHz, chunkSamples);
      const expected = tone(1_000, toHz, toHz * seconds);
      expect(samples.length).toBe(expected.length);
      expect(signalToNoiseDb(samples, expected, toHz / 50)).toBeGreaterThan(80);
    }
  });

  it('delays by less than 5 ms', async () => {
    const { beforeFlush } = await resample(tone(440, 16_000, 16_000), 16_000, 48_000, 320);
    expect(48_000 - beforeFlush).toBeLessThan(240);
  });

  it('removes frequencies that the lower rate cannot represent', async () => {
    const { samples } = await resample(tone(11_000, 48_000, 48_000), 48_000, 16_000, 480);
    expect(Math.max(...samples.subarray(800, -800).map(Math.abs))).toBeLessThan(0.001);
  });

  it('clamps Int16 instead of wrapping', async () => {
    const sut = await Resampler.create(16_000, 48_000);
    const square = Int16Array.from({ length: 1_600 }, (_, i) => (Math.floor(i / 20) % 2 ? -32_768 : 32_767));
    const out = sut.process(square);
    sut.close();
    expect(out).toBeInstanceOf(Int16Array);
    // The middle of each half wave has the sign of its input.
    for (let i = 10; i < 1_500; i += 20) expect(Math.sign(out[i * 3]!)).toBe(Math.sign(square[i]!));
  });

  it('has no state of the stream that used its converter before', async () => {
    const loud = tone(300, 24_000, 2_400, 1);
    const first = await resample(loud, 24_000, 16_000, 480);
    await resample(loud, 48_000, 16_000, 480);
    expect(await resample(loud, 24_000, 16_000, 480)).toEqual(first);
    const [one, other] = [await Resampler.create(24_000, 16_000), await Resampler.create(24_000, 16_000)];
    const quiet = other.process(new Float32Array(480));
    expect(one.process(loud.subarray(0, 480)).some((sample) => Math.abs(sample) > 0.5)).toBe(true);
    expect([...quiet, ...other.process(new Float32Array(480))].every((sample) => sample === 0)).toBe(true);
    one.close();
    other.close();
  });

  it('copies when the rates are the same', async () => {
    const sut = await Resampler.create(16_000, 16_000);
    const chunk = Int16Array.of(1, 2, 3);
    const out = sut.process(chunk);
    expect([...out]).toEqual([1, 2, 3]);
    expect(out.buffer).not.toBe(chunk.buffer);
  });

  it('refuses an invalid rate, and use after close', async () => {
    await expect(Resampler.create(0, 16_000)).rejects.toThrow('0 Hz');
    const sut = await Resampler.create(16_000, 48_000);
    sut.close();
    sut.close();
    expect(() => sut.process(new Float32Array(10))).toThrow('closed');
  });
});
