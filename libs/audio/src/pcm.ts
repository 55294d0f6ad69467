/** Conversions of PCM s16le mono: bytes, Int16 samples, Float32 samples in -1..1. Supported platforms are little-endian. */

const FULL_SCALE = 32_768;

/** @returns a copy of the samples @throws RangeError if the number of bytes is odd */
export function bytesToPcm(bytes: Uint8Array): Int16Array<ArrayBuffer> {
  if (bytes.byteLength % 2 !== 0) {
    throw new RangeError(`PCM s16le takes two bytes a sample, but there are ${bytes.byteLength} bytes.`);
  }
  // A copy, because a view must start at an even offset, and Node's small Buffers start anywhere in a pool.
  const pcm = new Int16Array(bytes.byteLength / 2);
  new Uint8Array(pcm.buffer).set(bytes);
  return pcm;
}

/** @returns a view of the same memory, not a copy */
export function pcmToBytes(pcm: Int16Array): Uint8Array {
  return new Uint8Array(pcm.buffer, pcm.byteOffset, pcm.byteLength);
}

/** Samples outside -1..1 are clamped; NaN becomes silence. */
export const floatToPcm = (samples: Float32Array): Int16Array<ArrayBuffer> => roundToPcm(samples, FULL_SCALE);

/**
 * Rounds samples in the range of Int16, times `gain`, and clamps them, because a filter can overshoot full scale. Not by
 * `Int16Array.from`, whose callback takes ten times as long.
 */
export function roundToPcm(samples: Float32Array, gain = 1): Int16Array<ArrayBuffer> {
  const pcm = new Int16Array(samples.length);
  for (let i = 0; i < samples.length; i++) {
    const value = Math.round(samples[i]! * gain);
    pcm[i] = value > 32_767 ? 32_767 : value < -32_768 ? -32_768 : value;
  }
  return pcm;
}

export function pcmToFloat(pcm: Int16Array): Float32Array<ArrayBuffer> {
  const samples = new Float32Array(pcm.length);
  for (let i = 0; i < pcm.length; i++) samples[i] = pcm[i]! / FULL_SCALE;
  return samples;
}

export function concatPcm(parts: readonly Int16Array[]): Int16Array<ArrayBuffer> {
  const whole = new Int16Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Views of consecutive parts of at most `samples` samples each. */
export function* piecesOf(pcm: Int16Array, samples: number): Generator<Int16Array> {
  for (let at = 0; at < pcm.length; at += samples) yield pcm.subarray(at, at + samples);
}

export const msToSamples = (ms: number, sampleRateHz: number): number =>
  Math.round((ms * sampleRateHz) / 1_000);

export const samplesToMs = (samples: number, sampleRateHz: number): number =>
  (samples * 1_000) / sampleRateHz;

/** Root mean square, 0..1 of full scale; 0 for no samples. */
export function rms(samples: Int16Array | Float32Array): number {
  if (samples.length === 0) return 0;
  let sum = 0;
  for (let i = 0; i < samples.length; i++) sum += samples[i]! * samples[i]!;
  const level = Math.sqrt(sum / samples.length);
  return samples instanceof Int16Array ? level / FULL_SCALE : level;
}

/** Level in dBFS: 0 for a square wave at full scale, -Infinity for silence. */
export const dbfs = (samples: Int16Array | Float32Array): number => 20 * Math.log10(rms(samples));
