import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Pacer } from './pacing.js';

const RATE_HZ = 16_000;
const loud = (ms: number): Int16Array => new Int16Array((ms / 1_000) * RATE_HZ).fill(3_000);
const quiet = (ms: number): Int16Array => new Int16Array((ms / 1_000) * RATE_HZ);

describe(Pacer, () => {
  beforeEach(() => void vi.useFakeTimers({ now: 0 }));
  afterEach(() => vi.useRealTimers());

  /** A client that plays audio at once. Its pieces come as fast as pacing allows. */
  class Client {
    playsUntil = 0;
    mostAheadMs = 0;
    readonly #abort = new AbortController();
    readonly #pacer: Pacer;

    constructor(reportsPlayback: boolean, leadMs: () => number | null = () => this.playsUntil - Date.now()) {
      const writable = async () => undefined;
      this.#pacer = new Pacer({
        writable,
        leadMs,
        reportsPlayback: () => reportsPlayback,
        outputHz: RATE_HZ,
      });
    }

    /** @returns how long it had nothing to play before the piece came */
    async receive(pcm: Int16Array): Promise<number> {
      await this.#pacer.next(pcm, this.#abort.signal);
      const silentMs = Math.max(0, Date.now() - this.playsUntil);
      this.playsUntil = Math.max(this.playsUntil, Date.now()) + pcm.length / (RATE_HZ / 1_000);
      this.mostAheadMs = Math.max(this.mostAheadMs, this.playsUntil - Date.now());
      return silentMs;
    }
  }

  async function receiveAll(client: Client, pieces: Int16Array[]): Promise<number[]> {
    const silences: number[] = [];
    const received = (async () => {
      for (const piece of pieces) silences.push(await client.receive(piece));
    })();
    await vi.advanceTimersByTimeAsync(60_000);
    await received;
    return silences;
  }

  it.each([20, 100, 130, 200])(
    'sends speech in pieces of %i ms without a gap, at most 0.3 s ahead of a client that reports no playback',
    async (pieceMs) => {
      const client = new Client(false);
      const silences = await receiveAll(client, Array<Int16Array>(100).fill(loud(pieceMs)));
      expect(Math.max(...silences)).toBe(0);
      expect(client.mostAheadMs).toBeLessThanOrEqual(300);
      expect(client.mostAheadMs).toBeGreaterThan(300 - pieceMs);
    },
  );

  it.each([20, 130, 200])('sends pieces of %i ms 3 s ahead to a client that reports it', async (pieceMs) => {
    const client = new Client(true);
    await receiveAll(client, Array<Int16Array>(200).fill(loud(pieceMs)));
    expect(client.mostAheadMs).toBeLessThanOrEqual(3_000);
    expect(client.mostAheadMs).toBeGreaterThan(3_000 - pieceMs);
  });

  it.each([
    [4, false, 0],
    [12, false, 130],
    [20, false, 210],
    [20, true, 0],
  ])(
    'after %i pieces, to a client that reports playback (%j), the pause between two of them is %i ms longer',
    async (before, reportsPlayback, longerMs) => {
      const client = new Client(reportsPlayback);
      const speech = Array<Int16Array>(before).fill(loud(200));
      const silences = await receiveAll(client, [...speech, quiet(200), quiet(200), ...speech]);
      expect(silences.filter((ms) => ms > 0)).toEqual(longerMs > 0 ? [longerMs] : []);
    },
  );

  it('does not wait when the answer is over', async () => {
    await receiveAll(new Client(false, () => null), [loud(60_000)]);
  });

  it('does not wait for audio that no lead fits, when nothing is left to play', async () => {
    await receiveAll(new Client(false, () => 0), [loud(5_000)]);
  });
});
