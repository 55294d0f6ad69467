/**
 * Runs flite, a command-line program in WebAssembly, once per phrase: it speaks, and knows how words are pronounced. Such a
 * program expects fresh memory: it is restored from a snapshot, which takes a third of the time of a new instance and leaves
 * none of its 18 MB of garbage.
 *
 * Workers also load it as TypeScript source, so it imports with `.ts` and uses erasable syntax only.
 */
import type { WasiHost } from './wasi-host.ts';
import type { MemoryRange } from './wasm-sections.ts';

export interface FliteSpeech {
  voice: string;
  /** A factor on the voice's own speed. */
  speed?: number | undefined;
}

interface Instance {
  host: WasiHost;
  exports: { memory: WebAssembly.Memory; _start(): void };
  clean: boolean;
}

const WAV_HEADER_BYTES = 44;

export class FliteProgram {
  readonly #module: WebAssembly.Module;
  readonly #Host: typeof WasiHost;
  #instance: Instance | undefined;
  readonly #constants: MemoryRange;
  /** The memory after the constants as it is before the first run, the same for every instance. */
  #snapshot: Uint8Array | undefined;

  /** @param constants memory that flite never writes to: 17 MB of voices, which need no restoring */
  constructor(module: WebAssembly.Module, Host: typeof WasiHost, constants: MemoryRange) {
    this.#module = module;
    this.#Host = Host;
    this.#constants = constants;
  }

  /** Restores the memory ahead of the next phrase, which saves that phrase some milliseconds. */
  prepare(): void {
    this.#instance ??= this.#instantiate();
    if (!this.#instance.clean) this.#restore(this.#instance);
  }

  /**
   * Blocks for about 0.8 ms a character.
   * @returns PCM s16le mono at the voice's rate, with flite's silence at both ends
   * @throws Error if flite fails
   */
  synthesize(text: string, { voice, speed = 1 }: FliteSpeech): Int16Array<ArrayBuffer> {
    const stretch = speed === 1 ? [] : ['--setf', `duration_stretch=${1 / speed}`];
    const { host } = this.#run(['-voice', voice, ...stretch, '-t', text, '-o', '/speech.wav']);
    const wav = host.output();
    if (wav.length < WAV_HEADER_BYTES) throw new Error(`flite wrote no audio. ${host.stderr}`.trim());
    const end = wav.length - ((wav.length - WAV_HEADER_BYTES) % 2);
    return new Int16Array(wav.slice(WAV_HEADER_BYTES, end).buffer);
  }

  /**
   * Blocks for about 10 ms a word.
   * @returns flite's phones, with `pau` between sentences
   * @throws Error if flite fails
   */
  phonesOf(text: string): string[] {
    const { host } = this.#run(['-t', text, '-ps', '-o', 'none']);
    return host.stdout.trim().split(/\s+/);
  }

  #run(args: readonly string[]): Instance {
    this.prepare();
    const instance = this.#instance!;
    const { host, exports } = instance;
    host.begin(exports.memory, ['flite', ...args]);
    instance.clean = false;
    try {
      exports._start();
    } catch (error) {
      // An aborted run leaves its stack in disorder, so the next phrase gets a new instance.
      this.#instance = undefined;
      throw new Error(`flite failed: ${String(error)} ${host.stderr}`.trim(), { cause: error });
    }
    return instance;
  }

  #instantiate(): Instance {
    const host = new this.#Host();
    const { exports } = new WebAssembly.Instance(this.#module, { wasi_snapshot_preview1: host.imports });
    const instance = { host, exports: exports as Instance['exports'], clean: true };
    this.#snapshot ??= new Uint8Array(instance.exports.memory.buffer, this.#constants.end).slice();
    return instance;
  }

  #restore(instance: Instance): void {
    const snapshot = this.#snapshot!;
    const { start, end } = this.#constants;
    const memory = new Uint8Array(instance.exports.memory.buffer);
    // flite has nothing before its constants.
    memory.fill(0, 0, start);
    memory.set(snapshot, end);
    memory.fill(0, end + snapshot.length);
    instance.clean = true;
  }
}
