import type { WordTiming } from '../../tts.port.js';
import { PcmDecoder } from '../../adapter/pcm-decoder.js';
import type { SocketSpeech } from '../../adapter/socket/speak-on-socket.js';
import { SpeechQueue } from '../../adapter/socket/speech-queue.js';
import { CharacterWords, type CharacterTimes } from './character-words.js';
import type { VoiceSettings } from './elevenlabs-frames.js';

/** A closed context counts against the vendor's limit until it says that it is final; never heard of, it is gone then. */
const FINAL_AFTER_CLOSE_MS = 10_000;

export interface ElevenLabsContextDeps {
  sampleRateHz: number;
  send(frame: Record<string, unknown>): void;
  nextId(): string;
  settings(): VoiceSettings | undefined;
  onOpened(id: string): void;
  onOver(id: string | undefined): void;
}

/** One answer on a shared connection. */
export class ElevenLabsContext implements SocketSpeech {
  readonly chunks: SpeechQueue;
  readonly #pcm = new PcmDecoder();
  readonly #characters = new CharacterWords();
  /** Words of frames without audio: they go out with the next audio. */
  #words: WordTiming[] = [];
  #id: string | undefined;
  #closing = false;
  #over = false;
  #overTimer: NodeJS.Timeout | undefined;

  constructor(private readonly use: ElevenLabsContextDeps) {
    this.chunks = new SpeechQueue(use.sampleRateHz);
  }

  say(text: string): void {
    if (this.#closing || this.#over) return;
    if (this.#id === undefined) this.#open();
    // The space ends the last word, also in the alignment.
    this.use.send({ text: `${text.trimEnd()} `, context_id: this.#id, flush: true });
  }

  /** A context that was flushed speaks on to its end after it is closed. */
  finish(): void {
    if (this.#id === undefined) this.chunks.close();
    this.#close();
  }

  cancel(): void {
    this.chunks.abort();
    this.#close();
  }

  /** Says nothing: only what the vendor has to object comes. @returns when it has answered or `ms` have passed */
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
    // The times of a frame count from its own first sample.
    if (times) this.#words.push(...this.#characters.push(times, this.chunks.receivedMs));
    const pcm = this.#pcm.decode(bytes);
    if (pcm.length > 0) this.#push(pcm);
  }

  onFinal(): void {
    this.#words.push(...this.#characters.end());
    if (this.#words.length > 0) this.#push(new Int16Array(0));
    // Closed by the vendor, after minutes without text: what comes next is spoken in a new one.
    if (!this.#closing) return void (this.#id = undefined);
    this.chunks.close();
    this.#free();
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
    this.#id = this.use.nextId();
    this.use.onOpened(this.#id);
    const settings = this.use.settings();
    // A context begins with a single space.
    this.use.send({ text: ' ', context_id: this.#id, ...(settings && { voice_settings: settings }) });
  }

  #close(): void {
    if (this.#closing || this.#over) return;
    this.#closing = true;
    if (this.#id === undefined) return this.#free();
    this.use.send({ context_id: this.#id, close_context: true });
    this.#overTimer = setTimeout(() => this.#onUnanswered(), FINAL_AFTER_CLOSE_MS).unref();
  }

  /** Only where nobody reads any more: a reader waits as long as it sees fit. */
  #onUnanswered(): void {
    if (this.chunks.closed) this.#free();
    else this.#overTimer = setTimeout(() => this.#onUnanswered(), FINAL_AFTER_CLOSE_MS).unref();
  }

  #free(): void {
    if (this.#over) return;
    this.#over = true;
    clearTimeout(this.#overTimer);
    this.use.onOver(this.#id);
  }
}
