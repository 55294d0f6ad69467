import type { Readable } from 'node:stream';
import type { WebSocket } from 'ws';
import { MAX_MESSAGE_BYTES } from '#protocol';
import { systemClock, type Clock } from '../common/clock/clock.js';
import { TokenBucket } from '../common/token-bucket.js';

/** Twice what whole messages may take, see `ClientConnection`. */
const BURST_BYTES = 8 * MAX_MESSAGE_BYTES;
const BYTES_PER_SECOND = MAX_MESSAGE_BYTES;

/** Over its budget, a peer is read once in this time: about 64 KiB. */
const PAUSE_MS = 100;

/**
 * Counts the bytes of a connection as they come, and reads them more slowly when there are too many. Limits for messages do
 * not see pings, fragments and unfinished messages.
 */
export class ReadThrottle {
  readonly #budget: TokenBucket;
  #resume: NodeJS.Timeout | undefined;

  /** @param bytes the stream below the WebSocket */
  constructor(
    private readonly socket: Pick<WebSocket, 'pause' | 'resume' | 'once'>,
    bytes: Readable,
    private readonly clock: Clock = systemClock,
  ) {
    this.#budget = new TokenBucket(BURST_BYTES, BYTES_PER_SECOND, clock.now());
    bytes.prependListener('data', (chunk: Buffer) => this.#count(chunk.length));
    socket.once('close', () => clearTimeout(this.#resume));
  }

  #count(bytes: number): void {
    if (!this.#budget.take(bytes, this.clock.now())) this.slowDown();
  }

  /** Reads nothing for a moment. */
  slowDown(): void {
    if (this.#resume) return;
    this.socket.pause();
    this.#resume = setTimeout(() => {
      this.#resume = undefined;
      this.socket.resume();
    }, PAUSE_MS);
  }
}
