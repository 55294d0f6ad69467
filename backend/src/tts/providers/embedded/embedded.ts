import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { IsIn, IsOptional } from 'class-validator';
import { msToSamples, samplesToMs } from '#audio';
import { ProviderError } from '../../../provider-kit/errors/provider-error.js';
import { abortable } from '../../../common/streams/abortable.js';
import type { ProviderDefinition } from '../../../provider-kit/provider-definition.js';
import { ClientOption } from '../../../provider-kit/provider-options.js';
import { FliteEngine } from './flite/flite-engine.js';
import { toFliteText } from './flite/flite-text.js';
import { pauseAfterMs, trimToPause } from './flite/pauses.js';
import { splitPhrases } from './flite/phrases.js';
import { wordTimes } from './flite/word-times.js';
import { cancellable } from '../../adapter/cancellable.js';
import { isWordless } from '../../adapter/has-words.js';
import { Tts, type TtsChunk, type TtsOptions, type WordTiming } from '../../tts.port.js';

/** flite's voices at 16 kHz; its `kal`, at 8 kHz, is left out. */
export const FLITE_VOICES = ['slt', 'rms', 'awb', 'kal16'] as const;
export type FliteVoice = (typeof FLITE_VOICES)[number];

export interface EmbeddedTtsOptions {
  /** slt: US female; rms: US male; awb: Scottish male; kal16: US male, robotic and very fast. */
  voice?: FliteVoice;
}

const CHUNK_MS = 100;

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

  async warmUp(): Promise<void> {
    // Twice: the first run compiles, the second finds the code and its instance ready.
    for (let i = 0; i < 2; i++) await this.engine.synthesize('Hello there.', this.#voice);
  }

  async onModuleDestroy(): Promise<void> {
    await this.engine.close();
  }

  synthesize(
    pieces: AsyncIterable<string>,
    { voice, signal, warn }: TtsOptions,
  ): AsyncIterableIterator<TtsChunk> {
    return cancellable(signal, (either) => this.#speakAll(pieces, voice, either, warn));
  }

  async *#speakAll(
    pieces: AsyncIterable<string>,
    voice: string | undefined,
    signal: AbortSignal,
    warn: TtsOptions['warn'],
  ): AsyncGenerator<TtsChunk, void, undefined> {
    // A session may ask for the voice of another provider; it is better answered in ours than not at all.
    const speaker = isFliteVoice(voice) ? voice : this.#voice;
    let piece = -1;
    let sentMs = 0;
    let unspeakable = false;
    for await (const text of abortable(pieces, signal)) {
      piece++;
      unspeakable ||= !isWordless(text) && toFliteText(text) === '';
      for await (const { pcm, words } of this.#speak(text, speaker, signal)) {
        const later = ({ startMs, endMs, ...word }: WordTiming) => ({
          ...word,
          startMs: startMs + sentMs,
          endMs: endMs + sentMs,
        });
        yield { pcm, piece, ...(words && { words: words.map(later) }) };
        sentMs += samplesToMs(pcm.length, this.sampleRateHz);
      }
    }
    // Silence that nobody explains looks like a failure.
    if (unspeakable && sentMs === 0 && !signal.aborted) {
      warn?.(new ProviderError('tts', this.name, 'provider_unavailable', ONLY_LATIN));
    }
  }

  /**
   * The audio of one piece, in chunks; the first of a phrase with the times of its words from there on. The next
   * phrase is made while this one is read.
   */
  async *#speak(
    text: string,
    voice: FliteVoice,
    outer: AbortSignal,
  ): AsyncGenerator<{ pcm: Int16Array; words?: WordTiming[] }> {
    const phrases = splitPhrases(toFliteText(text));
    // Its own abort too: a reader that leaves early ends the request that runs ahead of it.
    const leave = new AbortController();
    const signal = AbortSignal.any([outer, leave.signal]);
    let ahead = this.#phrase(phrases[0], phrases.length === 1, voice, signal);
    try {
      for (let i = 0; i < phrases.length; i++) {
        const pcm = await ahead;
        ahead = this.#phrase(phrases[i + 1], i + 2 === phrases.length, voice, signal);
        // Thrown where it is awaited; a reader that has left does not see it.
        ahead.catch(() => undefined);
        let words: WordTiming[] | undefined = wordTimes(
          phrases[i]!,
          0,
          samplesToMs(pcm.length, this.sampleRateHz),
        );
        for (const chunk of chunks(pcm, msToSamples(CHUNK_MS, this.sampleRateHz))) {
          if (signal.aborted) return;
          yield { pcm: chunk, words };
          words = undefined;
        }
      }
    } finally {
      leave.abort();
    }
  }

  async #phrase(
    phrase: string | undefined,
    last: boolean,
    voice: FliteVoice,
    signal: AbortSignal,
  ): Promise<Int16Array> {
    if (phrase === undefined) return new Int16Array(0);
    const pcm = await this.engine.synthesize(phrase, voice, signal);
    // After the last phrase of a piece there is at least a clause's pause, whatever it ends with.
    const pauseMs = pauseAfterMs(last && !/[,;:.!?)]$/.test(phrase) ? `${phrase},` : phrase);
    return trimToPause(pcm ?? new Int16Array(0), this.sampleRateHz, pauseMs);
  }
}

function* chunks(pcm: Int16Array, samples: number): Generator<Int16Array> {
  for (let at = 0; at < pcm.length; at += samples) yield pcm.subarray(at, at + samples);
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
