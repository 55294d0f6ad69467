import { setTimeout as delay } from 'node:timers/promises';
import { systemClock } from '../../../backend/src/common/clock/clock.js';
import { LoopbackServer, type LoopbackHandlers } from '../../loopback-server.js';
import type { Misbehaviour } from '../misbehaviour.js';

export interface SpeechRequest {
  text: string;
  voice: string;
  model: string;
  /** All other fields of the request. */
  details: Record<string, unknown>;
  /** By `systemClock.now()`. */
  receivedAt: number;
}

export type TtsMisbehaviour =
  | Misbehaviour
  /** Ends its answers properly, without audio. */
  | 'silent'
  /** Sends all audio, and then never the end. */
  | 'endless';

export type TtsRefusal = Exclude<Misbehaviour, 'drop' | 'stall' | 'malformed'>;

/** The oldest requests are dropped beyond this. */
const MAX_REQUESTS = 1_000;

/** The speech synthesis of a vendor on loopback. A subclass adds the vendor's paths and frames. */
export abstract class TtsEmulator implements AsyncDisposable {
  /** The key that it accepts; undefined accepts any key or none. */
  apiKey: string | undefined = 'emulator-key';
  misbehave: TtsMisbehaviour | undefined;
  /** The delay before the first audio of a text, and between the frames of audio. */
  delayMs = 0;
  frameDelayMs = 0;
  /** Speed of the speech: people take about 60. */
  msPerCharacter = 60;
  readonly requests: SpeechRequest[] = [];
  /** When the first frame of the last text was sent, by `systemClock.now()`. */
  firstAudioAt = 0;
  /** Requests or contexts that are open now. */
  busy = 0;
  #server: LoopbackServer | undefined;

  get server(): LoopbackServer {
    if (!this.#server) throw new Error('The emulator has not been started.');
    return this.#server;
  }

  /** For the provider's option with this name. */
  abstract get baseURL(): string;

  async start(): Promise<this> {
    this.#server = await LoopbackServer.start(this.handlers());
    return this;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#server?.[Symbol.asyncDispose]();
    this.#server = undefined;
  }

  protected abstract handlers(): LoopbackHandlers;

  protected record(request: Omit<SpeechRequest, 'receivedAt'>): void {
    this.requests.push({ ...request, receivedAt: systemClock.now() });
    if (this.requests.length > MAX_REQUESTS) this.requests.shift();
  }

  protected refusal(key: string | undefined): TtsRefusal | undefined {
    if (this.apiKey !== undefined && key !== this.apiKey) return 'wrong_key';
    const { misbehave } = this;
    return isRefusal(misbehave) ? misbehave : undefined;
  }

  /** The speech of a text in frames of 100 ms, each after its delay. */
  protected async *frames(text: string, sampleRateHz: number): AsyncGenerator<Int16Array> {
    if (this.delayMs > 0) await delay(this.delayMs, undefined, { ref: false });
    const samples = this.misbehave === 'silent' ? 0 : lengthOf(text, sampleRateHz, this.msPerCharacter);
    const frame = sampleRateHz / 10;
    for (let at = 0; at < samples; at += frame) {
      if (at > 0 && this.frameDelayMs > 0) await delay(this.frameDelayMs, undefined, { ref: false });
      const pcm = tone(loudnessOf(text), at, Math.min(frame, samples - at));
      if (at === 0) this.firstAudioAt = systemClock.now();
      yield pcm;
    }
  }
}

const ANSWERS: readonly (TtsMisbehaviour | undefined)[] = [
  'drop',
  'stall',
  'malformed',
  'silent',
  'endless',
  undefined,
];
const isRefusal = (misbehave: TtsMisbehaviour | undefined): misbehave is TtsRefusal =>
  !ANSWERS.includes(misbehave);

/** A tone as long as the text. Its loudness depends on the text, so that a mix of two texts is noticed. */
export function emulatedSpeech(text: string, sampleRateHz: number, msPerCharacter: number): Int16Array {
  return tone(loudnessOf(text), 0, lengthOf(text, sampleRateHz, msPerCharacter));
}

const lengthOf = (text: string, sampleRateHz: number, msPerCharacter: number): number =>
  Math.round((text.length * msPerCharacter * sampleRateHz) / 1_000);

function tone(loudness: number, from: number, samples: number): Int16Array {
  const pcm = new Int16Array(samples);
  for (let i = 0; i < samples; i++) pcm[i] = (from + i) & 32 ? -loudness : loudness;
  return pcm;
}

function loudnessOf(text: string): number {
  let hash = 0;
  for (const character of text) hash = (hash * 31 + character.codePointAt(0)!) % 6_997;
  // Below 8,224, so that its bytes do not look like text.
  return 1_000 + hash;
}

/** When each word of a text begins and ends in its tone. */
export function emulatedWords(
  text: string,
  msPerCharacter: number,
): { word: string; startMs: number; endMs: number }[] {
  return [...text.matchAll(/\S+/g)].map(({ 0: word, index }) => ({
    word,
    startMs: index * msPerCharacter,
    endMs: (index + word.length) * msPerCharacter,
  }));
}
