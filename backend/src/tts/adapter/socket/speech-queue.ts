import { samplesToMs } from '#audio';
import { Channel } from '../../../common/streams/channel.js';
import type { TtsChunk } from '../../tts.port.js';
import { mayBeWhole } from '../until-quiet.js';

/** How far synthesis may run ahead of the reader: an interruption discards it, and it takes memory. */
const AHEAD_MS = 20_000;

/** Estimated duration of unspoken text: about 15 characters a second. */
const MS_PER_CHARACTER = 65;

/** Unread audio beyond this cannot be an answer to the text that was sent. */
const MAX_UNREAD_MS = 600_000;

/** Buffers the speech of one answer between its connection and its reader, and limits how far text is sent ahead. */
export class SpeechQueue implements AsyncIterable<TtsChunk> {
  /** The text is complete. */
  allSent = false;
  readonly #chunks = new Channel<TtsChunk>();
  #sentCharacters = 0;
  #readMs = 0;
  #receivedSamples = 0;
  #readerWaits = false;
  #wake: (() => void) | undefined;

  constructor(private readonly sampleRateHz: number) {}

  /** Duration of all audio that came, read or not. */
  get receivedMs(): number {
    return samplesToMs(this.#receivedSamples, this.sampleRateHz);
  }

  get closed(): boolean {
    return this.#chunks.closed;
  }

  /** The length of all text that was sent to the vendor. */
  get sentCharacters(): number {
    return this.#sentCharacters;
  }

  /** Whether what came may be all audio of the answer. */
  get mayBeWhole(): boolean {
    return this.allSent && mayBeWhole(this.receivedMs, this.#sentCharacters);
  }

  /** Counts a text that was sent to the vendor. */
  addSent(text: string): void {
    this.#sentCharacters += text.length;
  }

  push(chunk: TtsChunk): void {
    if (this.#chunks.push(chunk)) this.#receivedSamples += chunk.pcm.length;
    if (this.receivedMs - this.#readMs > MAX_UNREAD_MS)
      this.close(new RangeError('The vendor sent far more speech than text.'));
  }

  /** Ends the stream after what is queued, with an error if there is one. Idempotent. */
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
   * Resolves when more text may be sent: while synthesis is not far ahead of the reader, and whenever the reader waits for
   * audio, because the vendor may speak faster than estimated. For one caller.
   */
  async waitForRoom(): Promise<void> {
    while (!this.closed && !this.#hasRoom) await new Promise<void>((resolve) => (this.#wake = resolve));
    this.#wake = undefined;
  }

  [Symbol.asyncIterator](): AsyncIterator<TtsChunk, void, undefined> {
    const reader = this.#chunks[Symbol.asyncIterator]();
    return {
      next: async () => {
        this.#readerWaits = true;
        if (this.#hasRoom) this.#wake?.();
        const result = await reader.next();
        if (result.done) return result;
        this.#readerWaits = false;
        this.#readMs += samplesToMs(result.value.pcm.length, this.sampleRateHz);
        return result;
      },
      return: () => reader.return(),
    };
  }

  get #hasRoom(): boolean {
    const sentMs = this.#sentCharacters * MS_PER_CHARACTER;
    return sentMs - this.#readMs < AHEAD_MS || (this.#readerWaits && this.#chunks.size === 0);
  }
}
