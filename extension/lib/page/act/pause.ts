export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** A page that has not been drawn for this long, as in a covered window, is not waited for. */
const MAX_FRAME_MS = 300;

/** Resolves when the page has been drawn, or after `maxMs`; a hidden page is not drawn. */
export async function nextFrame(maxMs = MAX_FRAME_MS): Promise<void> {
  if (document.hidden) return;
  let request = 0;
  const drawn = new Promise<void>((resolve) => {
    request = requestAnimationFrame(() => resolve());
  });
  await Promise.race([drawn, pause(maxMs)]);
  cancelAnimationFrame(request);
}

/**
 * @returns whether the condition came true within that time, or in the next frame: a slow page draws late. It is looked at once in
 * `stepMs`
 */
export async function becomes(condition: () => boolean, ms: number, stepMs = 10): Promise<boolean> {
  const endMs = performance.now() + ms;
  while (!condition()) {
    if (performance.now() >= endMs) {
      await nextFrame();
      return condition();
    }
    await pause(stepMs);
  }
  return true;
}
