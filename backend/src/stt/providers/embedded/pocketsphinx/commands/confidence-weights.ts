/**
 * The weights of `confidenceOf`, fitted by `npm run bench -- heard --fit` on the tuning pages of bench/heard, spoken by flite
 * and espeak-ng, clean and with pink noise at 15 dB.
 */
import type { Features } from './command-features.ts';

export const CONFIDENCE_WEIGHTS: { bias: number; weights: Readonly<Features> } = {
  bias: -3.263,
  weights: {
    margin: -0.402,
    nameMargin: 1.085,
    worstMargin: 0.423,
    nameDistance: -0.883,
    rivalDistance: 2.562,
    firstDistance: -1.835,
    firstNameDistance: 0.324,
    sameVerb: -0.543,
    sameWords: 0.557,
    length: -0.651,
    covered: 14.499,
    number: -1.055,
    command: 0.179,
    bare: 0.665,
    answer: 0.0,
    part: -1.137,
  },
};
