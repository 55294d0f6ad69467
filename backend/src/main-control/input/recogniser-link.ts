import { systemClock } from '../../common/clock/clock.js';
import { asProviderError, type ProviderError } from '../../provider-kit/errors/provider-error.js';
import { SttInputQueue } from '../../stt/input-queue.js';
import type { Stt, SttEvent } from '../../stt/stt.port.js';

/** Shortest time between two attempts with a failed recogniser. */
const RETRY_MS = 10_000;

export type RecogniserEvent = Exclude<SttEvent, { type: 'connecting' }>;

export interface RecogniserLinkDeps {
  /** The recogniser for the next connection. */
  stt(): Stt;
  language(): string;
  signal: AbortSignal;
  onEvent(event: RecogniserEvent): void;
  onWarning(error: ProviderError): void;
  onFailure(error: ProviderError): void;
  log(error: Error): void;
}

/** Connects one session to its recogniser and reconnects if it failed or was replaced. */
export class RecogniserLink {
  /** Read while `#running`. Before that it keeps the audio for a recogniser that starts in the middle of speech. */
  #input = new SttInputQueue();
  #running = false;
  #failedAt = -Infinity;
  #turnEvents = false;
  #provider: string | undefined;

  constructor(private readonly deps: RecogniserLinkDeps) {}

  /** Whether the recogniser ends turns itself and therefore owes no transcript per sound. */
  get turnEvents(): boolean {
    return this.#turnEvents;
  }

  /** The provider of the newest connection, which may be a fallback. */
  get provider(): string | undefined {
    return this.#provider;
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

  /** Tells the recogniser about starts and ends of speech. A failed recogniser is tried again at the next start. */
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
        if (event.type === 'connecting') {
          this.#turnEvents = event.turnEvents;
          this.#provider = event.provider;
        } else onEvent(event);
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
