/** One clock for this process and the pages: epoch milliseconds, which the two count from their own starts. */
import type { Page } from 'playwright-core';

/** The quickest of them tells most. */
const ROUNDS = 7;

export interface ClockOffset {
  /** What to add to the page's time to have ours. */
  ms: number;
  /** The offset may be wrong by this much. */
  errorMs: number;
}

export const nowMs = (): number => performance.timeOrigin + performance.now();

/** Asks the page for its time, as often as needed for a quick answer. */
export async function clockOffset(page: Page): Promise<ClockOffset> {
  let best: ClockOffset = { ms: 0, errorMs: Infinity };
  for (let i = 0; i < ROUNDS; i++) {
    const askedMs = nowMs();
    const pageMs = await page.evaluate(() => performance.timeOrigin + performance.now());
    const errorMs = (nowMs() - askedMs) / 2;
    if (errorMs < best.errorMs) best = { ms: askedMs + errorMs - pageMs, errorMs };
  }
  return best;
}
