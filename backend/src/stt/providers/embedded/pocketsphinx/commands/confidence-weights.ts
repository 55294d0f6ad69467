/**
 * The weights of `confidenceOf`, fitted by `npm run bench -- heard --measure fit` on the tuning pages of bench/heard, spoken by flite
 * and espeak-ng, clean and with pink noise at 15 dB.
 */
import type { Features } from './command-features.ts';

export const CONFIDENCE_WEIGHTS: { bias: number; weights: Readonly<Features> } = {
  bias: -19.361,
  weights: {
    margin: 0.431,
    nameMargin: 0.954,
    worstMargin: 0.121,
    nameDistance: -2.081,
    rivalDistance: 4.069,
    firstDistance: -3.064,
    firstNameDistance: 1.105,
    sameVerb: -0.984,
    sameWords: 0.796,
    length: 0.577,
    covered: 21.624,
    outside: -9.686,
    number: -0.871,
    command: -1.075,
    bare: -0.14,
    answer: 0.0,
    part: -1.163,
  },
};
