import RNNoise, { type RnnoiseModule } from '@echogarden/rnnoise-wasm';
import { roundToPcm } from '#audio/pcm';
import { Resampler } from '#audio/resampler';

const SAMPLE_RATE_HZ = 16_000;
/** The rate that RNNoise works at. */
const RNNOISE_RATE_HZ = 48_000;

let loaded: Promise<RnnoiseModule> | undefined;

/** Removes the noise from one stream of speech with RNNoise, which delays it by about 20 ms. */
export class Denoiser {
  readonly #rnnoise: RnnoiseModule;
  readonly #up: Resampler;
  readonly #down: Resampler;
  /** Pointer to the audio that RNNoise works on. */
  readonly #frame: number;
  readonly #frameSamples: number;
  #state = 0;
  /** 48 kHz audio that does not fill a frame yet. */
  #pending = new Float32Array(0);

  private constructor(rnnoise: RnnoiseModule, up: Resampler, down: Resampler) {
    this.#rnnoise = rnnoise;
    this.#up = up;
    this.#down = down;
    this.#frameSamples = rnnoise._rnnoise_get_frame_size();
    this.#frame = rnnoise._malloc(this.#frameSamples * Float32Array.BYTES_PER_ELEMENT);
  }

  static async create(): Promise<Denoiser> {
    const [rnnoise, up, down] = await Promise.all([
      (loaded ??= RNNoise()),
      Resampler.create(SAMPLE_RATE_HZ, RNNOISE_RATE_HZ),
      Resampler.create(RNNOISE_RATE_HZ, SAMPLE_RATE_HZ),
    ]);
    return new Denoiser(rnnoise, up, down);
  }

  /** Forgets the last speaker and room. */
  reset(): void {
    if (this.#state) this.#rnnoise._rnnoise_destroy(this.#state);
    this.#state = this.#rnnoise._rnnoise_create(0);
    this.#pending = new Float32Array(0);
  }

  /** @param pcm 16 kHz mono. @returns the same, denoised and a little later. */
  process(pcm: Int16Array): Int16Array {
    if (!this.#state) this.reset();
    const fresh = this.#up.process(new Float32Array(pcm));
    const input = new Float32Array(this.#pending.length + fresh.length);
    input.set(this.#pending);
    input.set(fresh, this.#pending.length);
    const whole = input.length - (input.length % this.#frameSamples);
    for (let at = 0; at < whole; at += this.#frameSamples) {
      this.#denoise(input.subarray(at, at + this.#frameSamples));
    }
    this.#pending = input.slice(whole);
    return roundToPcm(this.#down.process(input.subarray(0, whole)));
  }

  close(): void {
    if (this.#state) this.#rnnoise._rnnoise_destroy(this.#state);
    this.#state = 0;
    this.#rnnoise._free(this.#frame);
    this.#up.close();
    this.#down.close();
  }

  /** Works in place. */
  #denoise(samples: Float32Array): void {
    // Looked up each time, because the memory moves when it grows.
    const memory = this.#rnnoise.HEAPF32.subarray(this.#frame >> 2, (this.#frame >> 2) + this.#frameSamples);
    memory.set(samples);
    this.#rnnoise._rnnoise_process_frame(this.#state, this.#frame, this.#frame);
    samples.set(memory);
  }
}
