// `.ts`, because worker threads also run this file from its source, where Node resolves no other extension.
import { IdleConverters, type Converter } from './idle-converters.ts';
import { roundToPcm } from './pcm.ts';

/** Input samples of silence that flush the filter; its half length is about 20. */
const FLUSH_CHUNK_SAMPLES = 64;

/** Samples per call of the library, which has a fixed buffer for each side. */
const MAX_CHUNK_SAMPLES = 16_000;

const idle = new IdleConverters();

/**
 * Changes the sample rate of one mono stream in chunks of any length, without clicks between them. Each instance uses a
 * converter with WebAssembly memory until `close`.
 */
export class Resampler {
  readonly #fromHz: number;
  readonly #toHz: number;
  /** Undefined if both rates are the same. */
  readonly #converter: Converter | undefined;
  #samplesIn = 0;
  #samplesOut = 0;
  #closed = false;

  private constructor(fromHz: number, toHz: number, converter: Converter | undefined) {
    this.#fromHz = fromHz;
    this.#toHz = toHz;
    this.#converter = converter;
  }

  /** @throws RangeError if a rate is not between 1 and 192000 Hz */
  static async create(fromHz: number, toHz: number): Promise<Resampler> {
    for (const hz of [fromHz, toHz]) {
      if (!(hz >= 1 && hz <= 192_000))
        throw new RangeError(`Cannot resample: ${hz} Hz is not between 1 and 192000.`);
    }
    const converter = fromHz === toHz ? undefined : await idle.take(fromHz, toHz);
    return new Resampler(fromHz, toHz, converter);
  }

  /** Takes the next chunk. @returns the samples that are ready, perhaps none, in the same format; not a shared buffer */
  process(chunk: Int16Array): Int16Array;
  process(chunk: Float32Array): Float32Array;
  process(chunk: Int16Array | Float32Array): Int16Array | Float32Array {
    if (this.#closed) throw new Error('This resampler is closed.');
    if (!this.#converter) return chunk.slice();
    const samples = this.#convert(chunk instanceof Int16Array ? new Float32Array(chunk) : chunk);
    return chunk instanceof Int16Array ? roundToPcm(samples) : samples;
  }

  /** Ends the stream. @returns the remaining samples, so that the output is as long as the input */
  flush(): Float32Array {
    if (this.#closed || !this.#converter) return new Float32Array(0);
    const missing = Math.round((this.#samplesIn * this.#toHz) / this.#fromHz) - this.#samplesOut;
    const tail = new Float32Array(Math.max(0, missing));
    let filled = 0;
    while (filled < tail.length) {
      const more = this.#convert(new Float32Array(FLUSH_CHUNK_SAMPLES)).subarray(0, tail.length - filled);
      tail.set(more, filled);
      filled += more.length;
    }
    return tail;
  }

  /** Returns the converter to the pool. Idempotent. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    if (this.#converter) idle.give(this.#converter);
  }

  #convert(input: Float32Array): Float32Array {
    const parts: Float32Array[] = [];
    for (let at = 0; at < input.length; at += MAX_CHUNK_SAMPLES) {
      parts.push(this.#converter!.full(input.subarray(at, at + MAX_CHUNK_SAMPLES)));
    }
    const output = parts.length === 1 ? parts[0]! : concat(parts);
    this.#samplesIn += input.length;
    this.#samplesOut += output.length;
    return output;
  }
}

function concat(parts: Float32Array[]): Float32Array {
  const all = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
