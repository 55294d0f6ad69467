/** A version begins with numbers between dots; what follows, as in `1.2.0-beta.1`, is not in the manifest. */
const NUMBERS = /^\d+(?:\.\d+)*/;

/** Longer ones are not shown. */
const MAX_LENGTH = 40;

/** @returns the numbers that the version begins with, such as `1.2.0`, or null if the value is no version. */
export function usableVersion(value: unknown): string | null {
  if (typeof value !== 'string') return null;
  const [numbers] = NUMBERS.exec(value) ?? [];
  return numbers && numbers.length <= MAX_LENGTH ? numbers : null;
}

/**
 * Compares by numbers: 0.10 is newer than 0.9, and 1.0 is the same as 1.
 * @returns less than 0 if `a` is older, more than 0 if it is newer, else 0
 */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [numbersOf(a), numbersOf(b)];
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const difference = (left[i] ?? 0) - (right[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

const numbersOf = (version: string): number[] => (usableVersion(version) ?? '').split('.').map(Number);
