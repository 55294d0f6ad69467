import type { Features } from './command-features.ts';
import { CONFIDENCE_WEIGHTS } from './confidence-weights.ts';

/** Further away, a value says nothing more. */
const MAX_VALUE = 20;

/** @returns the probability that a command was said, 0 to 1: a logistic regression over the features */
export function confidenceOf(features: Features): number {
  const { bias, weights } = CONFIDENCE_WEIGHTS;
  let sum = bias;
  for (const [name, weight] of Object.entries(weights))
    sum += weight * Math.max(-MAX_VALUE, Math.min(MAX_VALUE, features[name as keyof Features]));
  return 1 / (1 + Math.exp(-sum));
}
