/** Loads flite. Workers also load this as TypeScript source, so it imports with `.ts` and uses erasable syntax only. */
import { readFile } from 'node:fs/promises';
import { FliteProgram } from './flite-program.ts';
import { WasiHost } from './wasi-host.ts';
import { constantsOf, withoutCustomSections } from './wasm-sections.ts';

/** @param wasmPath of the package's program. @throws Error if it cannot be read or compiled */
export async function loadFlite(wasmPath: string): Promise<FliteProgram> {
  const wasm = await readFile(wasmPath);
  const module = await WebAssembly.compile(withoutCustomSections(wasm));
  return new FliteProgram(module, WasiHost, constantsOf(wasm));
}
