import type { RecogniserThread } from './recogniser-thread.js';

/**
 * The most audio in a thread's queue: a second. More waits in the session's queue, so that a cancelled segment leaves little
 * work behind.
 */
const MAX_QUEUED_SAMPLES = 16_000;

export interface SegmentHandlers {
  onPartial(text: string): void;
}

export interface SegmentResult {
  text: string;
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
    this.#id = thread.begin(leadIn, mean, {
      onDecoded: (samples) => this.#onDecoded(samples),
      onPartial: (text) => {
        if (!this.#cancelled) handlers.onPartial(text);
      },
      onFinal: (text, nextMean) => {
        resolve({ text, mean: nextMean });
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

  /** No more audio: `result` follows. */
  end(): void {
    if (!this.#over) this.thread.send({ type: 'end', id: this.#id });
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
