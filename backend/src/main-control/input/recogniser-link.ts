import { systemClock } from '../../common/clock/clock.js';
import { Channel } from '../../common/streams/channel.js';
import { asProviderError, type ProviderError } from '../../provider-kit/errors/provider-error.js';
import { AudioHistory } from '../../stt/audio-history.js';
import type { Stt, SttEvent, SttInput } from '../../stt/stt.port.js';

/** Audio that waits for the recogniser: a minute of speech in frames of 20 ms. */
export const MAX_WAITING_FRAMES = 3_000;

/** After the recogniser failed it is tried again with the next speech, but not more often than this. */
const RETRY_MS = 10_000;

/** 0.5 s at 16 kHz: as much as recognisers want to hear of the time before speech was found. */
const BEFORE_SPEECH_SAMPLES = 8_000;

export type Recognised = Exclude<SttEvent, { type: 'connecting' }>;

export interface RecognitionDependencies {
  /** The recogniser of the next connection. */
  stt(): Stt;
  language(): string;
  signal: AbortSignal;
  recognised(event: Recognised): void;
  warn(error: ProviderError): void;
  failed(error: ProviderError): void;
  log(error: Error): void;
}

/** One session's connection to its recogniser, made anew where it failed or was changed. */
export class Recognition {
  #input: Channel<SttInput> | undefined;
  #failedAt = -Infinity;
  #turnEvents = false;
  /** What a recogniser that begins in mid-speech gets first. */
  readonly #before = new AudioHistory(BEFORE_SPEECH_SAMPLES);

  constructor(private readonly use: RecognitionDependencies) {}

  /** The recogniser ends turns by itself, and owes no transcript for a sound. */
  get turnEvents(): boolean {
    return this.#turnEvents;
  }

  start(): void {
    void this.#run();
  }

  /** Another recogniser listens from now on. */
  restart(): void {
    this.#input?.close();
    void this.#run();
  }

  push(pcm: Int16Array): void {
    this.#input?.push({ type: 'audio', pcm });
    this.#before.push(pcm);
  }

  /** Tells where speech begins and pauses. A recogniser that failed is tried again with new speech. */
  mark(type: 'speech_start' | 'speech_end'): void {
    if (!this.#input && type === 'speech_start' && systemClock.now() - this.#failedAt > RETRY_MS) {
      void this.#run();
      this.#input!.push({ type: 'audio', pcm: this.#before.slice(0) });
    }
    this.#input?.push({ type });
  }

  close(): void {
    this.#input?.abort();
  }

  async #run(): Promise<void> {
    const { signal, language, recognised, log, failed } = this.use;
    const stt = this.use.stt();
    const input = (this.#input = new Channel<SttInput>(MAX_WAITING_FRAMES));
    try {
      const warn = (error: ProviderError) => {
        if (signal.aborted) return;
        log(error);
        this.use.warn(error);
      };
      for await (const event of stt.transcribe(input, { language: language(), signal, warn })) {
        if (signal.aborted) return;
        if (event.type === 'connecting') this.#turnEvents = event.turnEvents;
        else recognised(event);
      }
    } catch (error) {
      if (signal.aborted) return;
      const failure = asProviderError('stt', stt.name, error);
      log(failure);
      failed(failure);
    } finally {
      if (this.#input === input) {
        this.#failedAt = systemClock.now();
        this.#input = undefined;
      }
    }
  }
}
