import { nextFrame, pause } from '../pause';
import type { ChangeWatch } from './change-watch';

/** No page is waited for longer. */
const MAX_MS = 3000;

/** A page without news for this long is quiet. */
const QUIET_MS = 60;

const STEP_MS = 20;

/**
 * Waits until the page has reacted and is quiet again.
 *
 * @param patienceMs how long a page that shows no reaction is watched
 * @param deadlineMs when to end at the latest, by performance.now()
 */
export async function settle(watch: ChangeWatch, patienceMs: number, deadlineMs: number): Promise<void> {
  const start = performance.now();
  const endMs = Math.min(start + MAX_MS, deadlineMs);
  let comparedAtMs: number | null = null;
  for (;;) {
    await pause(STEP_MS);
    const now = performance.now();
    if (watch.leaves || now >= endMs) return;
    if (now - watch.lastChangeMs < QUIET_MS || watch.isBusy) continue;
    // A page that is drawn late, on a busy computer, reacts late.
    if (now - start >= patienceMs) return nextFrame();
    // Comparing takes milliseconds: once for each change is enough.
    if (comparedAtMs === watch.lastChangeMs) continue;
    comparedAtMs = watch.lastChangeMs;
    if (watch.describe() !== 'nothing') return;
  }
}
