import type { HeardCommand } from '../../../stt.port.js';
import type { RecogniserThread } from './recogniser-thread.js';
import type { SessionPage } from './session-page.js';

/**
 * The most audio in a thread's queue: a second. More waits in the session's queue, so that a cancelled segment leaves little
 * work behind.
 */
const MAX_QUEUED_SAMPLES = 16_000;

export interface SegmentHandlers {
  onPartial(text: string): void;
  /** After `pause`: a command about the page was said so far. */
  onCommand(command: HeardCommand): void;
}

export interface SegmentResult {
  text: string;
  /** What all of the segment is, if it is a command about the page. */
  command: HeardCommand | undefined;
  /** For the start of this speaker's next segment. */
  mean: Float32Array;
}

/** One segment of one session's speech in a decoder. */
export class RecogniserSegment {
  /** What was said; null after `cancel`. @throws Error if the decoder failed */
  readonly result: Promise<SegmentResult | null>;
  readonly #id: number;
  #queuedSamples = 0;
  #proceed: (() => void) | undefined;
  #cancelled = false;
  #over = false;
  #failure: Error | undefined;
  readonly #settle: (result: SegmentResult | null) => void;

  /** @param onOver the decoder is free again. */
  constructor(
    private readonly thread: RecogniserThread,
    leadIn: Int16Array,
    mean: Float32Array | undefined,
    page: SessionPage,
    handlers: SegmentHandlers,
    onOver: () => void,
  ) {
    const { promise, resolve, reject } = Promise.withResolvers<SegmentResult | null>();
    // Awaited only when the segment ends; until then a rejection must not count as unhandled.
    promise.catch(() => undefined);
    this.result = promise;
    this.#settle = resolve;
    const over = () => {
      this.#over = true;
      this.#proceed?.();
      onOver();
    };
    this.#id = thread.begin(leadIn, mean, page, {
      onDecoded: (samples) => this.#onDecoded(samples),
      onPartial: (text) => {
        if (!this.#cancelled) handlers.onPartial(text);
      },
      onCommand: (command) => {
        if (!this.#cancelled) handlers.onCommand(command);
      },
      onFinal: (text, nextMean, command) => {
        resolve({ text, mean: nextMean, command });
        over();
      },
      onError: (error) => {
        this.#failure = error;
        reject(error);
        over();
      },
    });
  }

  /** Resolves when more can be taken. @throws Error if the decoder failed */
  async push(pcm: Int16Array): Promise<void> {
    if (this.#failure) throw this.#failure;
    if (this.#over || this.#cancelled) return;
    this.#queuedSamples += pcm.length;
    this.thread.send({ type: 'audio', id: this.#id, pcm });
    if (this.#queuedSamples <= MAX_QUEUED_SAMPLES) return;
    await new Promise<void>((resolve) => (this.#proceed = resolve));
    this.#proceed = undefined;
  }

  /** The speech pauses: the handler hears of a command that was said so far. */
  pause(): void {
    if (!this.#over && !this.#cancelled) this.thread.send({ type: 'pause', id: this.#id });
  }

  /** No more audio: `result` follows. @param isCommand the speech was the command that the handler has heard of */
  end(isCommand = false): void {
    if (!this.#over) this.thread.send({ type: 'end', id: this.#id, isCommand });
  }

  /** Frees the decoder; the text is not used. */
  cancel(): void {
    if (this.#over || this.#cancelled) return;
    this.#cancelled = true;
    this.#settle(null);
    this.#proceed?.();
    this.thread.send({ type: 'cancel', id: this.#id });
  }

  #onDecoded(samples: number): void {
    this.#queuedSamples -= samples;
    if (this.#queuedSamples <= MAX_QUEUED_SAMPLES) this.#proceed?.();
  }
}
