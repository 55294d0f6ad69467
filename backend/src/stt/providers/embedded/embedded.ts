import { tmpdir } from 'node:os';
import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { IsInt, IsOptional, Max, Min } from 'class-validator';
import { ProviderError, type ErrorText } from '../../../provider-kit/errors/provider-error.js';
import type { ProviderDefinition } from '../../../provider-kit/provider-definition.js';
import { LIBRARIES, MODEL_FOLDER } from './pocketsphinx/debian-files.js';
import { TemporaryFilesError } from './pocketsphinx/cache-folder.js';
import type { Libraries, RecogniserTuning, RecogniserWorkerData } from './pocketsphinx/messages.js';
import { RecogniserPool } from './pocketsphinx/recogniser-pool.js';
import { NotInstalledError, RecogniserThread } from './pocketsphinx/recogniser-thread.js';
import { Transcription } from './pocketsphinx/transcription.js';
import { eventStream } from '../../adapter/event-stream.js';
import { Stt, type SttEvent, type SttInput, type SttOptions } from '../../stt.port.js';

export interface EmbeddedSttOptions {
  /** What users say to the skills, which the language model prefers. */
  sentences: () => string[];
  /** The most decoding threads. The first one starts at once. */
  workers?: number;
  /** How many users one thread can decode at once; others wait. */
  decodersPerWorker?: number;
  /** Shared libraries, by file name or path. */
  libraries?: Libraries;
  /** The folder of Debian's pocketsphinx-en-us. */
  modelFolder?: string;
  tuning?: Partial<RecogniserTuning>;
  createThread?: (data: RecogniserWorkerData) => RecogniserThread;
}

/** More threads would only take memory from each other. */
const MAX_THREADS = 16;

const RETIRE_AFTER_MS = 30_000;

/**
 * Chosen over the spoken fixtures (10 sentences clean, in pink noise and in babble at 15 dB), fed through detector, gate
 * and this provider: 25 of 30 word by word, 10 of 10 clean; so do neighbouring weights and beams, within one.
 */
export const TUNING: RecogniserTuning = {
  domainWeight: 0.7,
  // 20,000 words recognise nothing more in these fixtures, and cost half as much work again.
  vocabularyWords: 10_000,
  // The weights are above PocketSphinx's defaults 6.5, 8.5 and 9.5: fewer errors, and less to search.
  languageWeight: 10,
  decoder: {
    fwdflatlw: '11',
    bestpathlw: '12',
    // Wider than the defaults 1e-48, 1e-48 and 7e-29: fewer words are lost after a bad start. Bounded because of noise.
    beam: '1e-58',
    pbeam: '1e-52',
    wbeam: '1e-31',
    maxhmmpf: '10000',
    // RNNoise and Silero already did that, and better; and what these learn would pass from one session to the next.
    remove_noise: 'no',
    remove_silence: 'no',
  },
};

/** PocketSphinx, from Debian's packages: English, offline, no key. */
@Injectable()
export class EmbeddedStt extends Stt implements OnModuleDestroy {
  readonly name = 'embedded';
  readonly #pool: RecogniserPool;
  readonly #logger = new Logger('Speech recognition');
  #hasWarned = false;

  constructor(options: EmbeddedSttOptions) {
    super();
    const { sentences, workers = 2, decodersPerWorker = 4, tuning } = options;
    const { libraries = LIBRARIES, modelFolder = MODEL_FOLDER } = options;
    const { createThread = (data) => new RecogniserThread(data, (detail) => this.#warnOnce(detail)) } =
      options;
    const createData = () => ({
      sentences: sentences().join('\n'),
      libraries,
      modelFolder,
      tuning: { ...TUNING, ...tuning },
    });
    this.#pool = new RecogniserPool(
      { workers, decodersPerWorker, retireAfterMs: RETIRE_AFTER_MS },
      createData,
      createThread,
    );
  }

  override get isLocal(): boolean {
    return true;
  }

  async warmUp(): Promise<void> {
    try {
      await this.#pool.warmUp();
    } catch (error) {
      throw this.#errorOf(error);
    }
  }

  async onModuleDestroy(): Promise<void> {
    await this.#pool.close();
  }

  transcribe(input: AsyncIterable<SttInput>, { language, signal }: SttOptions): AsyncIterable<SttEvent> {
    return eventStream(async (emit) => {
      if (!/^en\b/i.test(language)) throw this.#unavailable(onlyEnglish(language));
      const transcription = new Transcription(this.#pool, emit, signal);
      try {
        // Fails before anything is said if the recogniser cannot start.
        await Promise.all([this.#pool.warmUp(), transcription.run(input)]);
      } catch (error) {
        throw this.#errorOf(error);
      }
    });
  }

  /** The detail names no word of a page. */
  #warnOnce(detail: string): void {
    if (this.#hasWarned) return;
    this.#hasWarned = true;
    this.#logger.warn(`Names of a page are not heard: ${detail}`);
  }

  #errorOf(cause: unknown): ProviderError {
    if (cause instanceof NotInstalledError) return this.#unavailable(NOT_INSTALLED, cause);
    return this.#unavailable(cause instanceof TemporaryFilesError ? NO_FILES : STOPPED, cause);
  }

  #unavailable(text: ErrorText, cause?: unknown): ProviderError {
    return new ProviderError('stt', this.name, 'provider_unavailable', text, { cause });
  }
}

const NOT_INSTALLED: ErrorText = {
  reason: 'Speech recognition needs PocketSphinx, which is not installed.',
  todo:
    process.platform === 'linux'
      ? 'On Debian or Ubuntu, as root: apt-get install libpocketsphinx3 pocketsphinx-en-us. Then speak again; until ' +
        'then, type.'
      : 'It is built for Debian and Ubuntu only. Type, or use another recogniser: set DEEPGRAM_API_KEY, for example.',
};

const NO_FILES: ErrorText = {
  reason: `Speech recognition cannot write its temporary files in ${tmpdir()}.`,
  todo: 'Free a few megabytes there, or set TMPDIR to another folder, and start Earshot again.',
};

const STOPPED: ErrorText = {
  reason: 'Speech recognition stopped unexpectedly and starts again with what you say next.',
};

const onlyEnglish = (language: string): ErrorText => ({
  reason: `The built-in speech recogniser understands only English, not "${language}".`,
  todo: 'Choose English, or another recogniser in the config.',
});

class EmbeddedSttConfig {
  /** The most decoding threads. The first one starts at once. */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(MAX_THREADS)
  workers?: number;

  /** How many users one thread can decode at once; others wait. */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(MAX_THREADS)
  decodersPerWorker?: number;
}

export const embeddedStt: ProviderDefinition<Stt, EmbeddedSttConfig> = {
  name: 'embedded',
  label: 'The built-in recogniser',
  Options: EmbeddedSttConfig,
  create: (options, { sentences }) => new EmbeddedStt({ ...options, sentences }),
};
