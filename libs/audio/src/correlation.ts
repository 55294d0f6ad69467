/** Finds one signal in another, to check that the rendered audio is the audio that was sent. */

export interface Alignment {
  /** Samples of `haystack` before `needle` begins. */
  lag: number;
  /** Normalised: 1 for the same wave at any volume, 0 for unrelated signals, -1 for the inverted wave. */
  correlation: number;
}

/** The first search uses signals that are decimated by this factor, which is precise enough for speech. */
const COARSE = 8;
/** Coarse lags that are searched again at full resolution. */
const CANDIDATES = 8;

/**
 * Finds the lag at which the whole needle correlates best with the haystack. Both at the same rate.
 * 3 s in 10 s at 16 kHz take about 0.1 s.
 * @throws RangeError if the needle is empty or longer than the haystack
 */
export function findAlignment(needle: Float32Array, haystack: Float32Array): Alignment {
  if (needle.length === 0 || needle.length > haystack.length) {
    throw new RangeError('The needle must not be empty, nor longer than the haystack.');
  }
  const lastLag = haystack.length - needle.length;
  if (needle.length < COARSE * 32) return best(correlate(needle, haystack, range(0, lastLag)));

  const coarseNeedle = decimate(needle);
  const coarseHaystack = decimate(haystack);
  const coarseLags = range(0, coarseHaystack.length - coarseNeedle.length);
  const candidates = correlate(coarseNeedle, coarseHaystack, coarseLags)
    .sort((a, b) => b.correlation - a.correlation)
    .slice(0, CANDIDATES);
  const lags = new Set<number>();
  for (const { lag } of candidates) {
    const from = Math.max(0, (lag - 1) * COARSE);
    const to = Math.min(lastLag, (lag + 1) * COARSE);
    for (const fine of range(from, to)) lags.add(fine);
  }
  return best(correlate(needle, haystack, [...lags]));
}

function correlate(needle: Float32Array, haystack: Float32Array, lags: number[]): Alignment[] {
  const energy = runningEnergy(haystack);
  const needleEnergy = runningEnergy(needle)[needle.length]!;
  return lags.map((lag) => {
    let product = 0;
    for (let i = 0; i < needle.length; i++) product += needle[i]! * haystack[lag + i]!;
    const norm = Math.sqrt(needleEnergy * (energy[lag + needle.length]! - energy[lag]!));
    return { lag, correlation: norm > 0 ? product / norm : 0 };
  });
}

/** Energy of the first n samples, at n. */
function runningEnergy(samples: Float32Array): Float64Array {
  const energy = new Float64Array(samples.length + 1);
  for (let i = 0; i < samples.length; i++) energy[i + 1] = energy[i]! + samples[i]! * samples[i]!;
  return energy;
}

function decimate(samples: Float32Array): Float32Array {
  const out = new Float32Array(Math.floor(samples.length / COARSE));
  for (let i = 0; i < out.length; i++) {
    for (let j = 0; j < COARSE; j++) out[i]! += samples[i * COARSE + j]! / COARSE;
  }
  return out;
}

const best = (alignments: Alignment[]): Alignment =>
  alignments.reduce((a, b) => (b.correlation > a.correlation ? b : a));

const range = (from: number, to: number): number[] =>
  Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => from + i);
