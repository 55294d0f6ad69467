import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type * as Onnx from 'onnxruntime-web';
import type { InferenceSession, Tensor } from 'onnxruntime-web';

const MODEL_FILE = '@ricky0123/vad-web/dist/silero_vad_v5.onnx';
const SAMPLE_RATE_HZ = 16_000;
/** A stream's memory: the state of two layers of the network. */
const LAYERS = 2;
const LAYER_SIZE = 128;

/** The frame of Silero v5 at 16 kHz. */
export const FRAME_SAMPLES = 512;

/** The end of the last frame, which v5 needs before each frame: see OnnxWrapper in silero-vad's own utils_vad.py. */
const CONTEXT_SAMPLES = 64;
const STREAM_SAMPLES = CONTEXT_SAMPLES + FRAME_SAMPLES;

/** A larger batch makes a frame no cheaper. */
const MAX_BATCH_FRAMES = 16;

/** A frame that waits for its result. */
interface Waiting {
  /** The end of the previous frame, and this frame. */
  samples: Float32Array;
  /** The stream's memory, which the run overwrites. */
  memory: Float32Array;
  settle: { resolve(probability: number): void; reject(error: unknown): void };
}

/** The network, shared by every stream. */
export class SileroModel {
  readonly #rate: Tensor;
  #waiting: Waiting[] = [];
  #running = false;

  private constructor(
    private readonly runtime: typeof Onnx,
    private readonly session: InferenceSession,
  ) {
    this.#rate = new runtime.Tensor('int64', [BigInt(SAMPLE_RATE_HZ)], []);
  }

  static async load(): Promise<SileroModel> {
    const runtime = await import('onnxruntime-web');
    // One frame takes a third of a millisecond, so threads would cost more than they save.
    runtime.env.wasm.numThreads = 1;
    runtime.env.logLevel = 'error';
    const file = await readFile(createRequire(import.meta.url).resolve(MODEL_FILE));
    // Each half blocks for 100 ms; in between, the event loop serves other connections.
    await nextTurn();
    const session = await runtime.InferenceSession.create(file, {
      executionProviders: ['wasm'],
      // Optimising takes twice as long as loading, blocks the event loop, and makes a frame no faster (measured: 0.5 ms).
      graphOptimizationLevel: 'disabled',
    });
    return new SileroModel(runtime, session);
  }

  /** @param memory of an earlier stream; empty by default */
  createStream(memory?: Float32Array): SileroStream {
    return new SileroStream(this, memory);
  }

  /** @returns how likely the last FRAME_SAMPLES of `samples` hold speech, 0 to 1. `memory` is overwritten. */
  judge(samples: Float32Array, memory: Float32Array): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ samples, memory, settle: { resolve, reject } });
      this.#runSoon();
    });
  }

  /** A run would end before the next client is read, so it waits until everything that has come by now is read. */
  #runSoon(): void {
    if (this.#running) return;
    this.#running = true;
    setImmediate(() => void this.#run());
  }

  /**
   * One run at a time: onnxruntime-web keeps a run's arguments on the one WebAssembly stack during its await, so two would
   * overwrite each other. Sixteen frames in one run take as long as ten single ones (3.5 ms); then others get a turn.
   */
  async #run(): Promise<void> {
    const batch = this.#waiting.splice(0, MAX_BATCH_FRAMES);
    try {
      const probabilities = await this.#judgeAll(batch);
      batch.forEach(({ settle }, i) => settle.resolve(probabilities[i]!));
    } catch (error) {
      for (const { settle } of batch) settle.reject(error);
    }
    this.#running = false;
    if (this.#waiting.length > 0) this.#runSoon();
  }

  async #judgeAll(batch: Waiting[]): Promise<Float32Array> {
    const { Tensor } = this.runtime;
    const size = batch.length;
    const samples = new Float32Array(size * STREAM_SAMPLES);
    const memory = new Float32Array(LAYERS * size * LAYER_SIZE);
    batch.forEach((one, i) => {
      samples.set(one.samples, i * STREAM_SAMPLES);
      for (let layer = 0; layer < LAYERS; layer++)
        memory.set(
          one.memory.subarray(layer * LAYER_SIZE, (layer + 1) * LAYER_SIZE),
          (layer * size + i) * LAYER_SIZE,
        );
    });
    const { output, stateN } = await this.session.run({
      input: new Tensor('float32', samples, [size, STREAM_SAMPLES]),
      state: new Tensor('float32', memory, [LAYERS, size, LAYER_SIZE]),
      sr: this.#rate,
    });
    const after = (stateN as Tensor).data as Float32Array;
    batch.forEach((one, i) => {
      for (let layer = 0; layer < LAYERS; layer++)
        one.memory.set(
          after.subarray((layer * size + i) * LAYER_SIZE, (layer * size + i + 1) * LAYER_SIZE),
          layer * LAYER_SIZE,
        );
    });
    return (output as Tensor).data as Float32Array;
  }
}

/** One session's memory. */
export class SileroStream {
  readonly #samples = new Float32Array(STREAM_SAMPLES);
  readonly #memory: Float32Array;

  constructor(
    private readonly model: SileroModel,
    memory: Float32Array = new Float32Array(LAYERS * LAYER_SIZE),
  ) {
    this.#memory = memory.slice();
  }

  /** A copy of what it remembers. */
  get memory(): Float32Array {
    return this.#memory.slice();
  }

  /** @param pcm the next FRAME_SAMPLES samples. @returns how likely they hold speech, 0 to 1. Not to be called again before it settles. */
  judge(pcm: Int16Array): Promise<number> {
    this.#samples.copyWithin(0, FRAME_SAMPLES);
    for (let i = 0; i < FRAME_SAMPLES; i++) this.#samples[CONTEXT_SAMPLES + i] = pcm[i]! / 32_768;
    return this.model.judge(this.#samples, this.#memory);
  }
}
