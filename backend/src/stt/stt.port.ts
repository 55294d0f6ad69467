import type { ProviderError } from '../provider-kit/errors/provider-error.js';

/**
 * What a transcriber is given, in order: all of the session's audio, and where the voice activity detector saw
 * speech begin and pause. A provider that hears turns by itself may ignore the marks; one that transcribes
 * segments works between them, and keeps the audio just before `speech_start` (its pre-roll) by itself.
 */
export type SttInput =
  /** PCM 16 kHz mono. */
  { type: 'audio'; pcm: Int16Array } | { type: 'speech_start' } | { type: 'speech_end' };

export type SttEvent =
  /** A connection is opened, perhaps to another provider: what it owes is told by `turnEvents` (see `Stt`). */
  | { type: 'connecting'; turnEvents: boolean }
  /** The provider itself heard speech begin. Only from providers with turn events. */
  | { type: 'speech_start' }
  /** The text of the current segment so far; replaces the last partial. */
  | { type: 'partial'; text: string }
  /**
   * The text of a finished segment, '' where no words were heard. A provider that works between marks gives
   * exactly one for each `speech_end`.
   */
  | { type: 'final'; text: string }
  /** The provider thinks that the turn probably ended with this text. Only from providers with turn events. */
  | { type: 'eager_end'; text: string }
  /** After `eager_end`: the user went on. */
  | { type: 'resumed' }
  /** The provider is sure that the turn ended. */
  | { type: 'end_of_turn'; text: string };

export interface SttOptions {
  /** BCP 47 tag. */
  language: string;
  signal: AbortSignal;
  /** Whoever ends turns by itself fails where its vendor is silent for longer about audio that it got, in ms. */
  stallMs?: number;
  /** A failure that did not end the stream, e.g. while it connects again: the user is told. */
  warn?(error: ProviderError): void;
}

/** Speech to text. */
export abstract class Stt {
  abstract readonly name: string;

  /** It hears by itself where turns end (`end_of_turn`), and owes no `final` for a `speech_end`. */
  readonly turnEvents: boolean = false;

  /** `host:port` of a server that is not the vendor's own. */
  get address(): string | undefined {
    return undefined;
  }

  /** Loads what the first turn would otherwise wait for. Idempotent. @throws ProviderError */
  abstract warmUp(): Promise<void>;

  /**
   * Opens a connection and closes it again, to learn whether the key is accepted; streams open their own.
   * @throws ProviderError
   */
  async connect(_signal: AbortSignal): Promise<void> {}

  /**
   * One stream per session, begun when the session starts: a provider with a connection opens it then. Audio that comes
   * before the connection is open, or while it is lost, is kept and sent later.
   * Ends when the input ends or the signal aborts, and holds nothing after that.
   * @throws ProviderError when it cannot go on; the session then works without it.
   */
  abstract transcribe(input: AsyncIterable<SttInput>, options: SttOptions): AsyncIterable<SttEvent>;
}
