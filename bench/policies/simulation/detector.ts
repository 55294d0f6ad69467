/** The real detector. Results for the same audio are cached. */
import { createHash } from 'node:crypto';
import type { Vad, VadFrame } from '../../../backend/src/vad/vad.port.ts';

/** Silero's frame size. */
const FRAME_SAMPLES = 512;

export function createDetector(inner: Vad): { vad: Vad; forget(): void } {
  /** Speech probability of the last frame, by the hash of all frames so far. */
  const known = new Map<string, number>();
  const vad: Vad = {
    name: inner.name,
    warmUp: () => inner.warmUp(),
    async *detect(audio, signal) {
      const judge = new Judge(inner, signal, known);
      for await (const pcm of framed(audio)) yield { pcm, speechProbability: await judge.judge(pcm) };
    },
  };
  return { vad, forget: () => known.clear() };
}

/** One stream of the detector, started at the first frame that is not cached. */
class Judge {
  #hash = '';
  #unheard: Int16Array[] = [];
  #stream: AsyncIterator<VadFrame> | undefined;
  readonly #inner: Vad;
  readonly #signal: AbortSignal;
  readonly #known: Map<string, number>;

  constructor(inner: Vad, signal: AbortSignal, known: Map<string, number>) {
    this.#known = known;
    this.#inner = inner;
    this.#signal = signal;
  }

  async judge(pcm: Int16Array): Promise<number> {
    this.#hash = createHash('sha1').update(this.#hash).update(pcm).digest('base64');
    this.#unheard.push(pcm);
    const before = this.#known.get(this.#hash);
    if (before !== undefined) return before;
    this.#stream ??= this.#inner.detect(this.#audio(), this.#signal)[Symbol.asyncIterator]();
    let probability = 0;
    for (let missing = this.#unheard.length; missing > 0; missing--) {
      const { value, done } = await this.#stream.next();
      if (done) break;
      probability = value.speechProbability;
    }
    this.#known.set(this.#hash, probability);
    return probability;
  }

  /** The detector asks for no more frames than it was given. */
  async *#audio(): AsyncGenerator<Int16Array, void, undefined> {
    for (let next; (next = this.#unheard.shift());) yield next;
  }
}

async function* framed(audio: AsyncIterable<Int16Array>): AsyncGenerator<Int16Array, void, undefined> {
  let rest = new Int16Array(0);
  for await (const chunk of audio) {
    const joined = new Int16Array(rest.length + chunk.length);
    joined.set(rest);
    joined.set(chunk, rest.length);
    let at = 0;
    for (; at + FRAME_SAMPLES <= joined.length; at += FRAME_SAMPLES)
      yield joined.slice(at, at + FRAME_SAMPLES);
    rest = joined.slice(at);
  }
}
