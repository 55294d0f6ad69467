/** The `p` quantile (0 to 1) of the values by nearest rank. NaN without values. */
export function percentile(values: readonly number[], p: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * p) - 1)] ?? NaN;
}

export const median = (values: readonly number[]): number => percentile(values, 0.5);
