import type { ProviderError } from '../provider-kit/errors/provider-error.js';

/** When a word is audible, counted from the first sample of the request. */
export interface WordTiming {
  text: string;
  startMs: number;
  endMs: number;
}

export interface TtsChunk {
  /** PCM mono at the provider's `sampleRateHz`. May be empty where only words come. */
  pcm: Int16Array;
  /** Index of the piece of text that this audio speaks, where the provider knows it. */
  piece?: number;
  /** Word times, where the provider gives them. */
  words?: WordTiming[];
}

export interface TtsOptions {
  voice?: string;
  language: string;
  signal: AbortSignal;
  /** A failure that did not end the stream, e.g. because a fallback took over: the user is told. */
  warn?(error: ProviderError): void;
}

/** What the next answer will very likely be spoken in. */
export type NextSpeech = Partial<Pick<TtsOptions, 'voice' | 'language'>>;

/** Text to speech. */
export abstract class Tts {
  abstract readonly name: string;
  abstract readonly sampleRateHz: number;

  /** Loads what the first answer would otherwise wait for. Idempotent. @throws ProviderError */
  abstract warmUp(): Promise<void>;

  /**
   * Opens the connection that the next answer would otherwise wait for, and so learns whether the key is accepted. Called
   * when a session starts and when its user begins to speak; returns at once where a connection is open.
   * @param _next for vendors with a connection for each voice and language
   * @throws ProviderError
   */
  async connect(_signal: AbortSignal, _next?: NextSpeech): Promise<void> {}

  /**
   * One stream per answer: pieces of speakable text in (clauses, as they become known), audio out, in order. Text is
   * taken as it comes, but not far ahead of what was read: about 20 s of speech where a connection takes text, one
   * piece where each is a request. Ends after the last piece, or when the signal aborts.
   * @throws ProviderError
   */
  abstract synthesize(pieces: AsyncIterable<string>, options: TtsOptions): AsyncIterable<TtsChunk>;
}
