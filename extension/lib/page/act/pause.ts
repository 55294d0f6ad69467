export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** @returns whether the condition came true within that time; it is looked at once in `stepMs` */
export async function becomes(condition: () => boolean, ms: number, stepMs = 10): Promise<boolean> {
  const endMs = performance.now() + ms;
  while (!condition()) {
    if (performance.now() >= endMs) return false;
    await pause(stepMs);
  }
  return true;
}
