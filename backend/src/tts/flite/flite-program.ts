/**
 * Runs flite, a command-line program in WebAssembly, once per phrase. Each run has an instance of its own, so a
 * phrase that makes it fail harms no other; the next instance is made ready while nobody waits.
 *
 * Loaded by the worker also as TypeScript source, so it imports types only and has erasable syntax only.
 */
import type { WasiHost } from './wasi-host.js';

interface Prepared {
  host: WasiHost;
  exports: { memory: WebAssembly.Memory; _start(): void };
}

const WAV_HEADER_BYTES = 44;

export class FliteProgram {
  readonly #module: WebAssembly.Module;
  readonly #Host: typeof WasiHost;
  #next: Prepared | undefined;

  constructor(module: WebAssembly.Module, Host: typeof WasiHost) {
    this.#module = module;
    this.#Host = Host;
  }

  /** Makes the next run's instance: about 10 ms that the run then saves. */
  prepare(): void {
    this.#next ??= this.#instantiate();
  }

  /**
   * Takes about 0.8 ms a character, and blocks meanwhile.
   * @returns PCM s16le mono at the voice's rate, with flite's silence at both ends
   * @throws Error where flite fails
   */
  synthesize(text: string, voice: string): Int16Array<ArrayBuffer> {
    const { host, exports } = this.#next ?? this.#instantiate();
    this.#next = undefined;
    host.attach(exports.memory, ['flite', '-voice', voice, '-t', text, '-o', '/speech.wav']);
    try {
      exports._start();
    } catch (error) {
      // The one way in which the program ends itself; what else is thrown is a fault.
      const exit = error as { code?: unknown };
      if (typeof exit.code !== 'number') throw error;
      if (exit.code !== 0) throw new Error(`flite ended with code ${exit.code}: ${host.stderr.trim()}`);
    }
    const wav = host.output();
    if (!wav || wav.length < WAV_HEADER_BYTES) throw new Error(`flite wrote no audio: ${host.stderr.trim()}`);
    const end = wav.length - ((wav.length - WAV_HEADER_BYTES) % 2);
    return new Int16Array(wav.slice(WAV_HEADER_BYTES, end).buffer);
  }

  #instantiate(): Prepared {
    const host = new this.#Host();
    const instance = new WebAssembly.Instance(this.#module, { wasi_snapshot_preview1: host.imports });
    return { host, exports: instance.exports as Prepared['exports'] };
  }
}
