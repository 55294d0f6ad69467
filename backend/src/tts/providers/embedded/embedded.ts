import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { IsIn, IsOptional } from 'class-validator';
import { msToSamples, piecesOf, samplesToMs } from '#audio';
import { ProviderError } from '../../../provider-kit/errors/provider-error.js';
import type { ProviderDefinition } from '../../../provider-kit/provider-definition.js';
import { ClientOption } from '../../../provider-kit/provider-options.js';
import { FliteEngine } from './flite/flite-engine.js';
import type { FliteSpeech } from '../../../common/flite/flite-program.js';
import { toFliteText } from './flite/flite-text.js';
import { pauseAfterMs, trimToPause } from './flite/pauses.js';
import { splitPhrases } from './flite/phrases.js';
import { wordTimes } from './flite/word-times.js';
import { isSpeakable } from '../../../common/text/is-speakable.js';
import { speedOf, type SpeakingRates } from '../../speaking-rate.js';
import { Tts, type TtsChunk, type TtsOptions, type WordTiming } from '../../tts.port.js';

/** flite's voices at 16 kHz: all but `kal`, which has 8 kHz. */
export const FLITE_VOICES = ['slt', 'rms', 'awb', 'kal16'] as const;
export type FliteVoice = (typeof FLITE_VOICES)[number];

export interface EmbeddedTtsOptions {
  /** slt: US female; rms: US male; awb: Scottish male; kal16: US male, robotic and very fast. */
  voice?: FliteVoice;
}

/** Beyond these, flite's words are hard to understand. A guess. */
const RATES: SpeakingRates = { min: 0.5, max: 2 };

const CHUNK_MS = 200;

const ONLY_LATIN =
  'Built-in speech synthesis speaks English in Latin letters only: this answer can be read, but not heard. For other languages, choose another provider for "tts" in the config.';

/** flite, from npm: English, offline, no key. */
@Injectable()
export class EmbeddedTts extends Tts implements OnModuleDestroy {
  readonly name = 'embedded';
  readonly sampleRateHz = 16_000;
  readonly #voice: FliteVoice;

  constructor(
    { voice = 'slt' }: EmbeddedTtsOptions = {},
    private readonly engine = new FliteEngine(),
  ) {
    super();
    this.#voice = voice;
  }

  override get isLocal(): boolean {
    return true;
  }

  override get speakingRates(): SpeakingRates {
    return RATES;
  }

  async warmUp(): Promise<void> {
    // Twice: the first run compiles, the second finds the code and its instance ready.
    for (let i = 0; i < 2; i++) await this.engine.synthesize('Hello there.', { voice: this.#voice });
  }

  async onModuleDestroy(): Promise<void> {
    await this.engine.close();
  }

  async *synthesize(
    clauses: AsyncIterable<string>,
    { voice, speakingRate, signal, warn }: TtsOptions,
  ): AsyncGenerator<TtsChunk, void, undefined> {
    // A session may ask for a voice of another provider: speech in another voice is better than none.
    const speech: FliteSpeech = {
      voice: isFliteVoice(voice) ? voice : this.#voice,
      speed: speedOf(RATES, undefined, speakingRate),
    };
    let clause = -1;
    let sentMs = 0;
    let unspeakable = false;
    for await (const text of clauses) {
      clause++;
      if (isSpeakable(text) && toFliteText(text) === '') {
        unspeakable = true;
        // Otherwise its audio would be waited for.
        yield { pcm: new Int16Array(0), clause };
        continue;
      }
      for await (const chunk of this.#speak(text, speech, sentMs, signal)) {
        yield { ...chunk, clause };
        sentMs += samplesToMs(chunk.pcm.length, this.sampleRateHz);
      }
    }
    // Without a warning the silence would look like a failure.
    if (unspeakable && sentMs === 0 && !signal.aborted) {
      warn?.(new ProviderError('tts', this.name, 'provider_unavailable', ONLY_LATIN));
    }
  }

  /**
   * The audio of one clause in chunks; the first chunk of a phrase has its word times. The next phrase is synthesized while
   * this one is read.
   * @param startMs where the clause begins in the answer
   */
  async *#speak(
    text: string,
    speech: FliteSpeech,
    startMs: number,
    signal: AbortSignal,
  ): AsyncGenerator<Pick<TtsChunk, 'pcm' | 'words'>> {
    const phrases = splitPhrases(toFliteText(text));
    let ahead = this.#phrase(phrases[0], phrases.length === 1, speech, signal);
    let endMs = startMs;
    for (let i = 0; i < phrases.length; i++) {
      const pcm = await ahead;
      ahead = this.#phrase(phrases[i + 1], i + 2 === phrases.length, speech, signal);
      // Handled by its await, which a reader that leaves never reaches.
      ahead.catch(() => undefined);
      const phraseMs = endMs;
      endMs += samplesToMs(pcm.length, this.sampleRateHz);
      let words: WordTiming[] | undefined = wordTimes(phrases[i]!, phraseMs, endMs);
      for (const chunk of piecesOf(pcm, msToSamples(CHUNK_MS, this.sampleRateHz))) {
        if (signal.aborted) return;
        yield { pcm: chunk, ...(words && { words }) };
        words = undefined;
      }
    }
  }

  async #phrase(
    phrase: string | undefined,
    last: boolean,
    speech: FliteSpeech,
    signal: AbortSignal,
  ): Promise<Int16Array> {
    if (phrase === undefined) return new Int16Array(0);
    const pcm = await this.engine.synthesize(phrase, speech, signal);
    // After the last phrase of a clause there is at least the pause of a comma.
    const pauseMs = pauseAfterMs(last && !/[,;:.!?)]$/.test(phrase) ? `${phrase},` : phrase);
    return trimToPause(pcm ?? new Int16Array(0), this.sampleRateHz, pauseMs);
  }
}

const isFliteVoice = (voice: unknown): voice is FliteVoice => FLITE_VOICES.includes(voice as FliteVoice);

class EmbeddedTtsConfig {
  /** slt: US female; rms: US male; awb: Scottish male; kal16: US male, robotic and very fast. */
  @IsOptional()
  @IsIn(FLITE_VOICES)
  @ClientOption()
  voice?: FliteVoice;
}

export const embeddedTts: ProviderDefinition<Tts, EmbeddedTtsConfig> = {
  name: 'embedded',
  label: 'Built-in speech synthesis',
  Options: EmbeddedTtsConfig,
  catalogue: { voices: FLITE_VOICES },
  create: (options) => new EmbeddedTts(options),
};
