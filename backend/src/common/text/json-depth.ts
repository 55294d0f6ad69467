/**
 * @param value of JSON, as others sent it
 * @returns whether it is nested no deeper. Without recursion: it may be deeper than the stack.
 */
export function isWithinDepth(value: unknown, most: number): boolean {
  let level = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > most) return false;
    level = level.flatMap((each) => (typeof each === 'object' && each !== null ? Object.values(each) : []));
  }
  return true;
}
