import { isLoopbackUrl } from '../common/net/loopback.js';
import { localNames } from '../provider-kit/local-names.js';
import type { ProviderError } from '../provider-kit/errors/provider-error.js';

/** What the user may say about the page that is open. It is never kept and never logged. */
export interface PagePhrases {
  /** Names of what is visible, as the page writes them, the likeliest first; at most 300 of 80 characters. */
  readonly names: readonly string[];
  /** The numbers that are shown on controls. */
  readonly numbers: readonly number[];
  /** The answer that the assistant waits for: yes or no, or which of several. */
  readonly awaits?: 'yes_no' | 'choice' | undefined;
}

/** A command about the page, as a recogniser heard it that knows what the page shows. */
export interface HeardCommand {
  /** The command in words, with the name as the page writes it: `click Proceed to checkout`. */
  text: string;
  /** The name, or the whole command if it has none: `Proceed to checkout`, `scroll down`. */
  target: string;
  /** The probability that this was said, 0 to 1. */
  confidence: number;
  /** What was recognised without the page says the same. */
  agrees?: boolean;
  /** A longer command begins so: `click Save`, where there is "Save for later", too. */
  mayGoOn?: boolean;
}

/**
 * What a recogniser gets, in order: all of the session's audio, and marks when the voice activity detector detects that
 * speech begins or pauses. A provider that ends turns by itself may ignore the marks. One that transcribes segments works
 * between them, and takes the audio before a segment from its mark.
 */
export type SttInput =
  /** PCM 16 kHz mono. */
  | { type: 'audio'; pcm: Int16Array }
  /**
   * `preRoll`: the last of the audio before the mark, which belongs to the segment: 320 ms, or less after another segment.
   * `SttInputQueue` sets it.
   */
  | { type: 'speech_start'; preRoll?: Int16Array }
  /**
   * The speech has paused for a moment. More of it or `speech_end` follows. A recogniser that knows that a whole command was
   * said answers with `command`; others ignore it.
   */
  | { type: 'speech_pause' }
  /** `isCommand`: the speech was the command that was answered to its pause, so its words need no longer thought. */
  | { type: 'speech_end'; isCommand?: boolean }
  /** Replaces the phrases of before. Comes between segments, and first to a new connection; never if there is no page. */
  | { type: 'phrases'; phrases: PagePhrases };

export type SttEvent =
  /** A connection is being opened, perhaps to another provider, whose name and `turnEvents` these are (see `Stt`). */
  | { type: 'connecting'; provider: string; turnEvents: boolean }
  /** The provider itself detected the beginning of speech. Only from providers with turn events. */
  | { type: 'speech_start' }
  /** The text of the current segment so far; replaces the last partial. */
  | { type: 'partial'; text: string }
  /**
   * The text of a finished segment, '' if no words were heard. A provider that works between marks sends exactly one for
   * each `speech_end`.
   */
  | { type: 'final'; text: string; command?: HeardCommand | undefined }
  /** At a `speech_pause`: what was said since `speech_start` is this command, and a final that repeats it follows `speech_end`. */
  | { type: 'command'; command: HeardCommand }
  /** The turn probably ended with this text. Only from providers with turn events. */
  | { type: 'eager_end'; text: string }
  /** After `eager_end`: the user went on. */
  | { type: 'resumed' }
  /** The provider is sure that the turn ended. */
  | { type: 'end_of_turn'; text: string };

export interface SttOptions {
  /** BCP 47 tag. */
  language: string;
  signal: AbortSignal;
  /** A provider with turn events fails if its vendor does not answer audio for this many ms. */
  stallMs?: number;
  /** Tells the user of a failure that did not end the stream, e.g. while it reconnects. */
  warn?(error: ProviderError): void;
}

/** Speech to text. */
export abstract class Stt {
  abstract readonly name: string;

  /** The names of those that may take over from it, in order. */
  get fallbacks(): readonly string[] {
    return [];
  }

  /** Whether all that it gets stays on this computer. */
  get isLocal(): boolean {
    return this.address !== undefined && isLoopbackUrl(`http://${this.address}`);
  }

  /** The names, of it and its fallbacks, of those that are on this computer. */
  get localNames(): readonly string[] {
    return localNames([this]);
  }

  /** Whether it detects ends of turns by itself (`end_of_turn`) and sends no `final` for a `speech_end`. */
  readonly turnEvents: boolean = false;

  /** `host:port` of a server other than the vendor's. */
  get address(): string | undefined {
    return undefined;
  }

  /** Loads what the first turn needs. Idempotent. @throws ProviderError */
  abstract warmUp(): Promise<void>;

  /** Whether it can hear at all, as far as is known without speech. Never rejects. */
  async canStart(): Promise<boolean> {
    return this.warmUp().then(
      () => true,
      () => false,
    );
  }

  /**
   * Opens a connection and closes it again, to check the key; streams open their own.
   * @throws ProviderError
   */
  async connect(_signal: AbortSignal): Promise<void> {}

  /**
   * One stream per session, which starts with the session: a provider with a connection opens it then, and first sends
   * earlier audio. A provider ends when its input ends, and frees its resources when the signal aborts. `ResilientStt` ends
   * the stream at once then, and reconnects.
   * @throws ProviderError when it cannot go on
   */
  abstract transcribe(input: AsyncIterable<SttInput>, options: SttOptions): AsyncIterable<SttEvent>;
}
