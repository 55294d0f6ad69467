/** Sounds without speech. PCM 16 kHz mono, reproducible. */

const SAMPLES_PER_MS = 16;

export const silence = (ms: number): Int16Array => new Int16Array(ms * SAMPLES_PER_MS);

/** Pink noise by Paul Kellet's economy filter (within 0.5 dB). @param rms of the samples; 3,000 is loud */
export function pinkNoise(ms: number, rms: number): Int16Array {
  const white = random();
  let [b0, b1, b2] = [0, 0, 0];
  const noise = Float64Array.from({ length: ms * SAMPLES_PER_MS }, () => {
    const w = white();
    b0 = 0.99765 * b0 + w * 0.099046;
    b1 = 0.963 * b1 + w * 0.2965164;
    b2 = 0.57 * b2 + w * 1.0526913;
    return b0 + b1 + b2 + w * 0.1848;
  });
  const level = Math.sqrt(noise.reduce((sum, value) => sum + value * value, 0) / noise.length);
  return Int16Array.from(noise, (value) => Math.max(-32_768, Math.min(32_767, (value / level) * rms)));
}

/** Clicks like a keyboard or a mug on a desk: 4 ms of loud noise, twice a second. */
export function clicks(ms: number): Int16Array {
  const pcm = silence(ms);
  const white = random();
  for (let at = 0; at < pcm.length; at += 500 * SAMPLES_PER_MS)
    for (let i = at; i < at + 4 * SAMPLES_PER_MS && i < pcm.length; i++) pcm[i] = white() * 25_000;
  return pcm;
}

/** Numbers from -1 to 1 from a seeded generator. */
function random(): () => number {
  let seed = 1;
  return () => (seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31) / 2 ** 30 - 1;
}
