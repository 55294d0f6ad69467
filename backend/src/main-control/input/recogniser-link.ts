import { systemClock } from '../../common/clock/clock.js';
import { asProviderError, type ProviderError } from '../../provider-kit/errors/provider-error.js';
import { SttInputQueue } from '../../stt/input-queue.js';
import type { Stt, SttEvent } from '../../stt/stt.port.js';

/** A recogniser that failed is tried again with the next speech, but not more often than this. */
const RETRY_MS = 10_000;

export type RecogniserEvent = Exclude<SttEvent, { type: 'connecting' }>;

export interface RecogniserLinkDeps {
  /** The recogniser that the next connection is made to. */
  stt(): Stt;
  language(): string;
  signal: AbortSignal;
  onEvent(event: RecogniserEvent): void;
  onWarning(error: ProviderError): void;
  onFailure(error: ProviderError): void;
  log(error: Error): void;
}

/** Connects one session to its recogniser, and reconnects where that failed or was replaced. */
export class RecogniserLink {
  /** Read while `#running`. Until then it keeps the audio that a recogniser which starts in mid-speech gets first. */
  #input = new SttInputQueue();
  #running = false;
  #failedAt = -Infinity;
  #turnEvents = false;

  constructor(private readonly deps: RecogniserLinkDeps) {}

  /** Whether the recogniser ends turns itself, and so owes no transcript for each sound. */
  get turnEvents(): boolean {
    return this.#turnEvents;
  }

  start(): void {
    void this.#run();
  }

  /** Connects to another recogniser instead. */
  restart(): void {
    this.#input.close();
    this.#input = new SttInputQueue();
    void this.#run();
  }

  push(pcm: Int16Array): void {
    this.#input.push({ type: 'audio', pcm });
  }

  /** Tells the recogniser where speech starts and ends. One that failed is tried again with new speech. */
  mark(type: 'speech_start' | 'speech_end'): void {
    if (!this.#running) {
      if (type !== 'speech_start' || systemClock.now() - this.#failedAt <= RETRY_MS) return;
      void this.#run();
    }
    this.#input.push({ type });
  }

  close(): void {
    this.#input.abort();
  }

  async #run(): Promise<void> {
    const { signal, language, onEvent, onWarning, onFailure, log } = this.deps;
    const stt = this.deps.stt();
    const input = this.#input;
    this.#running = true;
    try {
      const warn = (error: ProviderError) => {
        if (signal.aborted) return;
        log(error);
        onWarning(error);
      };
      for await (const event of stt.transcribe(input, { language: language(), signal, warn })) {
        if (signal.aborted) return;
        if (event.type === 'connecting') this.#turnEvents = event.turnEvents;
        else onEvent(event);
      }
    } catch (error) {
      if (signal.aborted) return;
      const failure = asProviderError('stt', stt.name, error);
      log(failure);
      onFailure(failure);
    } finally {
      if (this.#input === input) {
        this.#failedAt = systemClock.now();
        this.#running = false;
        this.#input = new SttInputQueue();
      }
    }
  }
}
