import { systemClock } from '../../common/clock/clock.js';
import { asProviderError, type ProviderError } from '../../provider-kit/errors/provider-error.js';
import { SttInputQueue } from '../../stt/input-queue.js';
import type { PagePhrases, Stt, SttEvent } from '../../stt/stt.port.js';
import { PhraseFeed } from './phrase-feed.js';

/** Shortest time between two attempts with a failed recogniser. */
const RETRY_MS = 10_000;

export type SpeechMark = 'speech_start' | 'speech_pause' | 'speech_end';

export type RecogniserEvent = Exclude<SttEvent, { type: 'connecting' }>;

export interface RecogniserLinkDeps {
  /** The recogniser for the next connection. */
  stt(): Stt;
  language(): string;
  /** What the user may say about the page; undefined if there was none yet. */
  phrases(): PagePhrases | undefined;
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
  readonly #phrases: PhraseFeed;

  constructor(private readonly deps: RecogniserLinkDeps) {
    this.#phrases = new PhraseFeed(
      () => deps.phrases(),
      (phrases) => this.#input.push({ type: 'phrases', phrases }),
    );
  }

  /** Whether the recogniser ends turns itself and therefore owes no transcript per sound. */
  get turnEvents(): boolean {
    return this.#turnEvents;
  }

  /** The provider of the newest connection, which may be a fallback. */
  get provider(): string | undefined {
    return this.#provider;
  }

  /** Whether the recogniser knows what is on a page. */
  get knowsPage(): boolean {
    return this.#phrases.hasPage;
  }

  start(): void {
    void this.#run();
  }

  /** Connects to another recogniser instead. */
  restart(): void {
    this.#input.close();
    this.#renewInput();
    this.#phrases.flush();
    void this.#run();
  }

  /** What the user may say about the page may have changed. */
  phrasesChanged(): void {
    if (!this.deps.signal.aborted) this.#phrases.changed();
  }

  push(pcm: Int16Array): void {
    this.#input.push({ type: 'audio', pcm });
  }

  /**
   * Tells the recogniser about starts, pauses and ends of speech. A failed recogniser is tried again at the next start.
   * @param isCommand the speech that ends was the command that the recogniser has reported
   */
  mark(type: SpeechMark, isCommand = false): void {
    if (!this.#running) {
      if (type !== 'speech_start' || systemClock.now() - this.#failedAt <= RETRY_MS) return;
      void this.#run();
    }
    if (type === 'speech_start') this.#phrases.flush();
    this.#input.push(isCommand && type === 'speech_end' ? { type, isCommand } : { type });
  }

  close(): void {
    this.#phrases.close();
    this.#input.abort();
  }

  #renewInput(): void {
    this.#input = new SttInputQueue();
    this.#phrases.reset();
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
        this.#renewInput();
      }
    }
  }
}
