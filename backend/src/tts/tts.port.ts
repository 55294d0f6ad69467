import type { TurnProvider } from '../common/telemetry/turn-record.js';
import type { ProviderError } from '../provider-kit/errors/provider-error.js';
import { localNames } from '../provider-kit/local-names.js';
import type { SpeakingRates } from './speaking-rate.js';

/** When a word is audible, from the first sample of the answer on. */
export interface WordTiming {
  text: string;
  startMs: number;
  endMs: number;
}

export interface TtsChunk {
  /** PCM mono at the provider's `sampleRateHz`. Empty in a chunk that has only words, or for a clause that has no sound. */
  pcm: Int16Array;
  /** Index of the clause that this audio speaks, if the provider knows it. */
  clause?: number;
  /** Word times, if the provider reports them. */
  words?: WordTiming[];
}

export interface TtsOptions {
  /** Voice id. Default: the provider's. */
  voice?: string;
  language: string;
  /** The user's factor on the speed of the voice. A provider without `speakingRates` ignores it. */
  speakingRate?: number;
  signal: AbortSignal;
  /** Reports a failure that did not end the stream, such as one after which a fallback took over. */
  warn?(error: ProviderError): void;
  /** Called when speech begins, with the provider that gives it, which may be a fallback. */
  answeredBy?(provider: TurnProvider): void;
}

/** The voice, language and speed that the next answer will very likely have. */
export type NextSpeech = Partial<Pick<TtsOptions, 'voice' | 'language' | 'speakingRate'>>;

/** Speech synthesis. */
export abstract class Tts {
  abstract readonly name: string;

  /** The names of those that may take over from it, in order. */
  get fallbacks(): readonly string[] {
    return [];
  }

  /** Whether all that it gets stays on this computer. */
  get isLocal(): boolean {
    return false;
  }

  /** The names, of it and its fallbacks, of those that are on this computer. */
  get localNames(): readonly string[] {
    return localNames([this]);
  }

  abstract readonly sampleRateHz: number;

  /** The speeds of its voices; undefined if they have one speed. */
  get speakingRates(): SpeakingRates | undefined {
    return undefined;
  }

  /** Loads what the first answer needs. Idempotent. @throws ProviderError */
  abstract warmUp(): Promise<void>;

  /**
   * Opens a connection for the next answer if none is open, which also checks the key. Called when a session starts and when
   * its user begins to speak.
   * @param _signal on its abort the stage stops waiting
   * @param _next for vendors that need one connection for each voice and language
   * @throws ProviderError
   */
  async connect(_signal: AbortSignal, _next?: NextSpeech): Promise<void> {}

  /**
   * Speaks one answer, clause by clause, in order. Takes the clauses as they come, but not far ahead of the reader: about 20
   * s of speech on a connection, one clause with requests. The stage ends the stream and aborts the signal on abort, on a
   * stall and when its reader leaves: the provider only frees its resources.
   * @throws ProviderError, and any error of the clauses
   */
  abstract synthesize(clauses: AsyncIterable<string>, options: TtsOptions): AsyncIterable<TtsChunk>;
}
