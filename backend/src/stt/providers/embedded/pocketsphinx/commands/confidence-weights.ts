/**
 * The weights of `confidenceOf`, fitted by `npm run bench -- heard --measure fit` on the tuning pages of bench/heard, spoken by flite
 * and espeak-ng, clean and with pink noise at 15 dB.
 */
import type { Features } from './command-features.ts';

export const CONFIDENCE_WEIGHTS: { bias: number; weights: Readonly<Features> } = {
  bias: -21.581,
  weights: {
    margin: 0.05,
    nameMargin: 1.208,
    worstMargin: 0.42,
    nameDistance: -1.574,
    rivalDistance: 3.564,
    firstDistance: -2.86,
    firstNameDistance: 1.417,
    sameVerb: -1.2,
    sameWords: 0.563,
    length: 0.655,
    covered: 23.195,
    outside: -8.868,
    number: -0.335,
    command: 1.799,
    bare: -0.811,
    answer: 0.0,
    part: -0.719,
  },
};
