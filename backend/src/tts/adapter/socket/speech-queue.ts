import { samplesToMs } from '#audio';
import { Channel } from '../../../common/streams/channel.js';
import type { TtsChunk } from '../../tts.port.js';

/** How far synthesis may run ahead of what was read: what an interruption wastes, and what waits in memory. */
const AHEAD_MS = 20_000;

/** Text that was not yet spoken is taken to last this long: about 15 characters a second. */
const MS_PER_CHARACTER = 65;

/** A vendor that sends more than that unread has gone mad: what it was given to say is a small part of it. */
const MAX_UNREAD_MS = 600_000;

/** The speech of one answer between the connection that it comes on and its reader; says when more text is wanted. */
export class SpeechQueue implements AsyncIterable<TtsChunk> {
  readonly #chunks = new Channel<TtsChunk>();
  #saidMs = 0;
  #readMs = 0;
  #receivedSamples = 0;
  #reading = false;
  #wake: (() => void) | undefined;

  constructor(private readonly sampleRateHz: number) {}

  /** Of the audio that has come, read or not. */
  get receivedMs(): number {
    return samplesToMs(this.#receivedSamples, this.sampleRateHz);
  }

  get closed(): boolean {
    return this.#chunks.closed;
  }

  addSent(text: string): void {
    this.#saidMs += text.length * MS_PER_CHARACTER;
  }

  push(chunk: TtsChunk): void {
    if (this.#chunks.push(chunk)) this.#receivedSamples += chunk.pcm.length;
    if (this.receivedMs - this.#readMs > MAX_UNREAD_MS)
      this.close(new RangeError('Far more speech than text.'));
  }

  /** Ends the stream after what is queued; with an error, the reader gets it then. Idempotent. */
  close(error?: unknown): void {
    this.#chunks.close(error);
    this.#wake?.();
  }

  /** Ends the stream at once. Idempotent. */
  abort(): void {
    this.#chunks.abort();
    this.#wake?.();
  }

  /**
   * Resolves when more text may be said: not far ahead of the reader, or the reader waits for audio anyway, so that a
   * voice that speaks faster than was reckoned is never waited for in vain. Made for one caller.
   */
  async waitForRoom(): Promise<void> {
    while (!this.closed && !this.#hasRoom) await new Promise<void>((resolve) => (this.#wake = resolve));
    this.#wake = undefined;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<TtsChunk, void, undefined> {
    this.#awaitAudio();
    for await (const chunk of this.#chunks) {
      this.#reading = false;
      this.#readMs += samplesToMs(chunk.pcm.length, this.sampleRateHz);
      yield chunk;
      this.#awaitAudio();
    }
  }

  get #hasRoom(): boolean {
    return this.#saidMs - this.#readMs < AHEAD_MS || (this.#reading && this.#chunks.size === 0);
  }

  #awaitAudio(): void {
    this.#reading = true;
    if (this.#hasRoom) this.#wake?.();
  }
}
