/** Logistic regression with an L2 penalty, by gradient descent over standardised values. */

export interface Sample {
  values: Readonly<Record<string, number>>;
  isRight: boolean;
}

export interface Model {
  bias: number;
  weights: Record<string, number>;
}

const MAX_VALUE = 20;
const STEPS = 3_000;
const RATE = 0.5;
const PENALTY = 0.002;

export const bounded = (value: number): number => Math.max(-MAX_VALUE, Math.min(MAX_VALUE, value));

/** @returns weights of the values as they are, not of the standardised ones */
export function fitted(samples: readonly Sample[], names: readonly string[]): Model {
  const rows = samples.map(({ values }) => names.map((name) => bounded(values[name]!)));
  const means = names.map((_, i) => mean(rows.map((row) => row[i]!)));
  const spreads = names.map((_, i) => Math.sqrt(mean(rows.map((row) => (row[i]! - means[i]!) ** 2))) || 1);
  const standard = rows.map((row) => row.map((value, i) => (value - means[i]!) / spreads[i]!));
  let bias = 0;
  let weights = names.map(() => 0);
  for (let step = 0; step < STEPS; step++) {
    const slopes = names.map(() => 0);
    let slope = 0;
    for (const [i, row] of standard.entries()) {
      const sum = row.reduce((total, value, k) => total + value * weights[k]!, bias);
      const error = Number(samples[i]!.isRight) - 1 / (1 + Math.exp(-sum));
      slope += error;
      for (const [k, value] of row.entries()) slopes[k]! += error * value;
    }
    bias += (RATE * slope) / rows.length;
    weights = weights.map((weight, k) => weight + RATE * (slopes[k]! / rows.length - PENALTY * weight));
  }
  const raw = weights.map((weight, i) => weight / spreads[i]!);
  return {
    bias: bias - raw.reduce((sum, weight, i) => sum + weight * means[i]!, 0),
    weights: Object.fromEntries(names.map((name, i) => [name, raw[i]!])),
  };
}

export function probability({ bias, weights }: Model, values: Sample['values']): number {
  const sum = Object.entries(weights).reduce(
    (total, [name, weight]) => total + weight * bounded(values[name]!),
    bias,
  );
  return 1 / (1 + Math.exp(-sum));
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
