import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { pace } from './pacing.js';

describe(pace.name, () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  /** Sends pieces of a long answer as fast as pacing allows for 10 s. @returns the most audio ahead of playback, in ms */
  async function mostAhead(pieceMs: number, reportsPlayback: boolean): Promise<number> {
    const abort = new AbortController();
    const lead = { sentMs: 0, most: 0 };
    const leadMs = () => Math.max(0, lead.sentMs - Date.now());
    const send = async () => {
      while (!abort.signal.aborted) {
        const deps = { writable: async () => undefined, leadMs, reportsPlayback: () => reportsPlayback };
        await pace(pieceMs, deps, abort.signal);
        if (abort.signal.aborted) return;
        lead.sentMs += pieceMs;
        lead.most = Math.max(lead.most, leadMs());
      }
    };
    vi.setSystemTime(0);
    const sending = send();
    await vi.advanceTimersByTimeAsync(10_000);
    abort.abort();
    await sending;
    expect(lead.sentMs, 'never starves').toBeGreaterThanOrEqual(10_000);
    return lead.most;
  }

  it.each([20, 100, 130, 200])(
    'sends pieces of %i ms at most 0.4 s ahead to a client that reports no playback',
    async (pieceMs) => {
      const most = await mostAhead(pieceMs, false);
      expect(most).toBeLessThanOrEqual(400);
      expect(most).toBeGreaterThan(400 - pieceMs);
    },
  );

  it.each([20, 130, 200])('sends pieces of %i ms 3 s ahead to a client that reports it', async (pieceMs) => {
    const most = await mostAhead(pieceMs, true);
    expect(most).toBeLessThanOrEqual(3_000);
    expect(most).toBeGreaterThan(3_000 - pieceMs);
  });

  it.each([
    ['is over', () => null],
    ['has nothing unplayed, however long the piece', () => 0],
  ])('does not wait when the answer %s', async (_, leadMs) => {
    const deps = { writable: async () => undefined, leadMs, reportsPlayback: () => false };
    await pace(60_000, deps, new AbortController().signal);
  });
});
