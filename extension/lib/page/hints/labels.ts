/** More than two digits are hard to read, and harder to say. */
const MAX_LABEL = 99;

/** Recognisers confuse them: thirteen and thirty, fourteen and forty, fifteen and fifty. */
const SOUNDS_ALIKE = /^(?:1[3-9]|[345]0)$/;

/** @returns the numbers that may be shown, in their order */
export function labelsBetween(first: number, last: number): number[] {
  const labels: number[] = [];
  for (let number = Math.max(1, first); number <= Math.min(last, MAX_LABEL); number++) {
    if (!SOUNDS_ALIKE.test(String(number))) labels.push(number);
  }
  return labels;
}
