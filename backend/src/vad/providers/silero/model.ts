import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { setImmediate } from 'node:timers/promises';
import type * as Onnx from 'onnxruntime-web';
import type { InferenceSession, Tensor } from 'onnxruntime-web';

const MODEL_FILE = '@ricky0123/vad-web/dist/silero_vad_v5.onnx';
const SAMPLE_RATE_HZ = 16_000;
const STATE_SHAPE = [2, 1, 128];

/** What Silero v5 judges at once at 16 kHz. */
export const FRAME_SAMPLES = 512;

/** The end of the last frame, which v5 wants before each: see OnnxWrapper in silero-vad's own utils_vad.py. */
const CONTEXT_SAMPLES = 64;

type Runtime = typeof Onnx;

/** The network, shared by every stream. */
export class SileroModel {
  readonly #rate: Tensor;
  #lastRun: Promise<unknown> = Promise.resolve();

  private constructor(
    readonly runtime: Runtime,
    private readonly session: InferenceSession,
  ) {
    this.#rate = new runtime.Tensor('int64', [BigInt(SAMPLE_RATE_HZ)], []);
  }

  static async load(): Promise<SileroModel> {
    const runtime = await import('onnxruntime-web');
    // One frame takes a third of a millisecond: threads would cost more than they give.
    runtime.env.wasm.numThreads = 1;
    runtime.env.logLevel = 'error';
    const file = await readFile(createRequire(import.meta.url).resolve(MODEL_FILE));
    // Either half takes 100 ms: whoever connects meanwhile has a turn in between.
    await setImmediate();
    const session = await runtime.InferenceSession.create(file, {
      executionProviders: ['wasm'],
      // Optimising takes twice as long as loading, blocks meanwhile, and makes a frame no faster (measured: 0.5 ms).
      graphOptimizationLevel: 'disabled',
    });
    return new SileroModel(runtime, session);
  }

  createStream(): SileroStream {
    return new SileroStream(this);
  }

  /**
   * One run after the other: onnxruntime-web keeps a run's arguments on the one WebAssembly stack while it awaits,
   * so two at a time overwrite each other.
   */
  run(input: Tensor, state: Tensor): Promise<InferenceSession.OnnxValueMapType> {
    const result = this.#lastRun.then(() => this.session.run({ input, state, sr: this.#rate }));
    this.#lastRun = result.catch(() => undefined);
    return result;
  }
}

/** One session's memory of what it heard. */
export class SileroStream {
  readonly #samples = new Float32Array(CONTEXT_SAMPLES + FRAME_SAMPLES);
  readonly #input: Tensor;
  #state: Tensor;

  constructor(private readonly model: SileroModel) {
    const { Tensor } = model.runtime;
    this.#input = new Tensor('float32', this.#samples, [1, this.#samples.length]);
    this.#state = new Tensor('float32', new Float32Array(STATE_SHAPE.reduce((a, b) => a * b)), STATE_SHAPE);
  }

  /** @param pcm the next FRAME_SAMPLES samples. @returns how likely they hold speech, 0 to 1. Not to be called again before it settles. */
  async judge(pcm: Int16Array): Promise<number> {
    this.#samples.copyWithin(0, FRAME_SAMPLES);
    for (let i = 0; i < FRAME_SAMPLES; i++) this.#samples[CONTEXT_SAMPLES + i] = pcm[i]! / 32_768;
    const { output, stateN } = await this.model.run(this.#input, this.#state);
    this.#state = stateN as Tensor;
    return (output as Tensor).data[0] as number;
  }
}
