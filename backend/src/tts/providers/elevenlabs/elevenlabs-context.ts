import { providerProblem, type Vendor } from '../../../provider-kit/errors/provider-problem.js';
import type { WordTiming } from '../../tts.port.js';
import { PcmDecoder } from '../../adapter/pcm-decoder.js';
import type { SocketSpeech } from '../../adapter/socket/speak-on-socket.js';
import { SpeechQueue } from '../../adapter/socket/speech-queue.js';
import { CharacterWords, type CharacterTimes } from './character-words.js';
import type { VoiceSettings } from './elevenlabs-frames.js';

/** A closed context counts against the vendor's limit until its final frame. Without one it is dropped after this time. */
const FINAL_AFTER_CLOSE_MS = 10_000;

export interface ElevenLabsContextDeps {
  vendor: Vendor;
  sampleRateHz: number;
  send(frame: Record<string, unknown>): void;
  nextId(): string;
  settings(): VoiceSettings | undefined;
  onOpened(id: string): void;
  onOver(id: string | undefined): void;
}

/** The speech of one answer on a shared connection. */
export class ElevenLabsContext implements SocketSpeech {
  readonly chunks: SpeechQueue;
  readonly #pcm = new PcmDecoder();
  readonly #characters = new CharacterWords();
  /** Words of frames without audio: they are passed on with the next audio. */
  #words: WordTiming[] = [];
  /** Text without audio so far, and whether it was sent a second time. */
  #unanswered: { text: string; again: boolean }[] = [];
  #id: string | undefined;
  #closing = false;
  #over = false;
  #overTimer: NodeJS.Timeout | undefined;

  constructor(private readonly deps: ElevenLabsContextDeps) {
    this.chunks = new SpeechQueue(deps.sampleRateHz);
  }

  say(text: string): void {
    this.#send(text, false);
  }

  #send(text: string, again: boolean): void {
    if (this.#closing || this.#over) return;
    if (this.#id === undefined) this.#open();
    this.#unanswered.push({ text, again });
    // The space ends the last word in the alignment, too.
    this.deps.send({ text: `${text.trimEnd()} `, context_id: this.#id, flush: true });
  }

  /** A closed context speaks all text that was flushed. */
  finish(): void {
    if (this.#id === undefined) this.chunks.close();
    this.#close();
  }

  cancel(): void {
    this.chunks.abort();
    this.#close();
  }

  /** Sends no text, so that only errors come. Resolves when the vendor has answered or after `ms`. @throws ProviderError */
  async probe(ms: number): Promise<void> {
    this.#open();
    this.#close();
    const timer = setTimeout(() => this.chunks.close(), ms);
    try {
      for await (const _ of this.chunks);
    } finally {
      clearTimeout(timer);
    }
  }

  onAudio(bytes: Uint8Array, times: CharacterTimes | undefined): void {
    if (this.chunks.closed) return;
    // The times of a frame count from the frame's first sample.
    if (times) this.#words.push(...this.#characters.push(times, this.chunks.receivedMs));
    const pcm = this.#pcm.decode(bytes);
    if (pcm.length === 0) return;
    this.#unanswered = [];
    this.#push(pcm);
  }

  onFinal(): void {
    this.#words.push(...this.#characters.end());
    if (this.#words.length > 0) this.#push(new Int16Array(0));
    const lost = this.#unanswered.splice(0);
    if (this.#closing) {
      // Without any audio, the reader notices.
      const isCut = lost.length > 0 && this.chunks.receivedMs > 0;
      this.chunks.close(isCut ? providerProblem(this.deps.vendor, 'broke_off') : undefined);
      return this.#free();
    }
    // The vendor closed it after minutes without text, perhaps while text was on its way: that is sent in a new one.
    this.#id = undefined;
    for (const { text, again } of lost) if (!again) this.#send(text, true);
  }

  fail(error: Error): void {
    this.chunks.close(error);
    this.#free();
  }

  #push(pcm: Int16Array): void {
    const words = this.#words;
    this.#words = [];
    this.chunks.push({ pcm, ...(words.length > 0 && { words }) });
  }

  #open(): void {
    this.#id = this.deps.nextId();
    this.deps.onOpened(this.#id);
    const settings = this.deps.settings();
    // The API requires a single space as the first text of a context.
    this.deps.send({ text: ' ', context_id: this.#id, ...(settings && { voice_settings: settings }) });
  }

  #close(): void {
    if (this.#closing || this.#over) return;
    this.#closing = true;
    if (this.#id === undefined) return this.#free();
    this.deps.send({ context_id: this.#id, close_context: true });
    this.#overTimer = setTimeout(() => this.#onUnanswered(), FINAL_AFTER_CLOSE_MS).unref();
  }

  /** Gives the place back once the speech is over: the stage decides how long a reader waits. */
  #onUnanswered(): void {
    if (this.chunks.closed) this.#free();
    else this.#overTimer = setTimeout(() => this.#onUnanswered(), FINAL_AFTER_CLOSE_MS).unref();
  }

  #free(): void {
    if (this.#over) return;
    this.#over = true;
    clearTimeout(this.#overTimer);
    this.deps.onOver(this.#id);
  }
}
