/** Noises of people and rooms, made from a seed. PCM 16 kHz mono as floats; the level is set by the caller. */
import type { NoiseKind } from '../recordings.ts';
import type { SeededRandom } from './random.ts';

const RATE_HZ = 16_000;

export function noise(kind: NoiseKind, random: SeededRandom): Float64Array {
  return KINDS[kind](random);
}

const KINDS: Record<NoiseKind, (random: SeededRandom) => Float64Array> = {
  /** Two bursts of air through an open mouth, the first one louder. */
  cough(random) {
    const [first, second] = [random.between(160, 260), random.between(120, 220)];
    const resonance = random.between(900, 1_500);
    const burst = (ms: number) =>
      shaped(filtered(white(ms, random), resonance, 2), (at) => Math.min(1, at * 12) * Math.exp(-4 * at));
    return joined(burst(first), silent(random.between(40, 140)), scaled(burst(second), 0.6));
  },
  /** A throat is cleared: air in pulses of 60 to 90 a second. */
  throat(random) {
    const ms = random.between(250, 450);
    const pulseHz = random.between(60, 90);
    const air = filtered(white(ms, random), random.between(500, 800), 1.5);
    return shaped(air, (at) => {
      const pulse = 0.3 + 0.7 * Math.max(0, Math.sin((2 * Math.PI * pulseHz * at * ms) / 1_000));
      return Math.sin(Math.PI * at) * pulse;
    });
  },
  breath(random) {
    const air = filtered(white(random.between(350, 700), random), random.between(1_200, 2_200), 0.7);
    return shaped(air, (at) => Math.sin(Math.PI * at) ** 2);
  },
  /** A thump and the click of the lock. */
  door(random) {
    const thumpHz = random.between(70, 140);
    const ms = 260;
    const thump = Float64Array.from({ length: samples(ms) }, (_, i) =>
      Math.sin((2 * Math.PI * thumpHz * i) / RATE_HZ),
    );
    const decay = (at: number) => Math.exp(-6 * at);
    const body = scaled(filtered(white(ms, random), random.between(250, 500), 1), 0.5);
    return joined(
      shaped(added(thump, body), decay),
      silent(random.between(20, 90)),
      scaled(tap(random), 0.5),
    );
  },
  keyboard(random) {
    const keys = 5 + Math.floor(random.next() * 5);
    const parts = Array.from({ length: keys }, () => [
      scaled(tap(random), random.between(0.5, 1)),
      silent(random.between(80, 190)),
    ]);
    return joined(...parts.flat());
  },
  click(random) {
    return joined(tap(random), silent(random.between(70, 120)), scaled(tap(random), 0.7));
  },
};

/** 6 to 12 ms of something hard. */
const tap = (random: SeededRandom): Float64Array =>
  shaped(filtered(white(random.between(6, 12), random), random.between(1_800, 4_500), 2), (at) =>
    Math.exp(-5 * at),
  );

const samples = (ms: number): number => Math.round((ms * RATE_HZ) / 1_000);
const silent = (ms: number): Float64Array => new Float64Array(samples(ms));
const white = (ms: number, random: SeededRandom): Float64Array =>
  Float64Array.from({ length: samples(ms) }, () => random.between(-1, 1));
const scaled = (pcm: Float64Array, factor: number): Float64Array => pcm.map((sample) => sample * factor);
const added = (a: Float64Array, b: Float64Array): Float64Array => a.map((sample, i) => sample + (b[i] ?? 0));

/** @param envelope of the position, 0 to 1 */
const shaped = (pcm: Float64Array, envelope: (at: number) => number): Float64Array =>
  pcm.map((sample, i) => sample * envelope(i / pcm.length));

function joined(...parts: Float64Array[]): Float64Array {
  const all = new Float64Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** A band-pass of R. Bristow-Johnson's Audio EQ Cookbook, with 0 dB at its middle. */
function filtered(pcm: Float64Array, hz: number, q: number): Float64Array {
  const w = (2 * Math.PI * hz) / RATE_HZ;
  const alpha = Math.sin(w) / (2 * q);
  let [x1, x2, y1, y2] = [0, 0, 0, 0];
  return pcm.map((x) => {
    const y = (alpha * (x - x2) + 2 * Math.cos(w) * y1 - (1 - alpha) * y2) / (1 + alpha);
    [x2, x1, y2, y1] = [x1, x, y1, y];
    return y;
  });
}
