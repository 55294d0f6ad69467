import { setTimeout as delay } from 'node:timers/promises';
import { systemClock } from '../../../backend/src/common/clock/clock.js';
import { LoopbackServer, type LoopbackHandlers } from '../../loopback-server.js';
import type { Misbehaviour } from '../misbehaviour.js';

export interface SpokenRequest {
  text: string;
  voice: string;
  model: string;
  /** Everything else of it: headers, options. */
  details: Record<string, unknown>;
  /** By `systemClock.now()`. */
  receivedAt: number;
}

export type TtsRefusal = Exclude<Misbehaviour, 'drop' | 'stall' | 'malformed'>;

/** Those that came last. */
const MAX_REQUESTS = 1_000;

/** A vendor's speech synthesis on loopback; its subclasses know paths and frames. */
export abstract class TtsEmulator implements AsyncDisposable {
  /** The key that is accepted; undefined accepts everyone. */
  apiKey: string | undefined = 'emulator-key';
  misbehave: Misbehaviour | undefined;
  /** Time from a text to its first audio, and between the frames of audio. */
  delayMs = 0;
  frameDelayMs = 0;
  /** How fast the voice speaks: 60 is about as people do. */
  msPerCharacter = 60;
  readonly requests: SpokenRequest[] = [];
  /** When the last first frame of a text went out, by `systemClock.now()`. */
  firstAudioAt = 0;
  /** What it is speaking, or is prepared to speak, now. */
  busy = 0;
  #server: LoopbackServer | undefined;

  get server(): LoopbackServer {
    if (!this.#server) throw new Error('The emulator has not been started.');
    return this.#server;
  }

  /** What a config says. */
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

  protected note(request: Omit<SpokenRequest, 'receivedAt'>): void {
    this.requests.push({ ...request, receivedAt: systemClock.now() });
    if (this.requests.length > MAX_REQUESTS) this.requests.shift();
  }

  protected refusal(key: string | undefined): TtsRefusal | undefined {
    if (this.apiKey !== undefined && key !== this.apiKey) return 'wrong_key';
    const { misbehave } = this;
    return misbehave === 'drop' || misbehave === 'stall' || misbehave === 'malformed' ? undefined : misbehave;
  }

  /** The speech of a text in frames of 100 ms, at the time that each is due. */
  protected async *frames(text: string, sampleRateHz: number): AsyncGenerator<Int16Array> {
    if (this.delayMs > 0) await delay(this.delayMs, undefined, { ref: false });
    const samples = lengthOf(text, sampleRateHz, this.msPerCharacter);
    const frame = sampleRateHz / 10;
    for (let at = 0; at < samples; at += frame) {
      if (at > 0 && this.frameDelayMs > 0) await delay(this.frameDelayMs, undefined, { ref: false });
      const pcm = tone(loudnessOf(text), at, Math.min(frame, samples - at));
      if (at === 0) this.firstAudioAt = systemClock.now();
      yield pcm;
    }
  }
}

/** A tone as long as the text, of a loudness that is the text's own: where speech of two texts is mixed, it shows. */
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
  for (const character of text) hash = (hash * 31 + character.codePointAt(0)!) % 7_919;
  return 1_000 + hash;
}

/** The beginnings and ends of the words of a text, as the tone has them. */
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
