/** The worker thread of flite: takes phrases and posts their audio. Runs built, and in tests as TypeScript source. */
import { readFile } from 'node:fs/promises';
import { parentPort, workerData } from 'node:worker_threads';
import type * as Program from './flite-program.js';
import type * as Host from './wasi-host.js';
import type * as Sections from './wasm-sections.js';
import type { FliteReply, FliteRequest, FliteWorkerData } from './flite-messages.js';

if (!parentPort) throw new Error('This file is a worker thread of the flite engine.');
const port = parentPort;

// From TypeScript source, Node finds the other files only by their real extension.
const extension = import.meta.url.endsWith('.ts') ? '.ts' : '.js';
const fileUrl = (name: string) => new URL(`./${name}${extension}`, import.meta.url).href;
const { FliteProgram } = (await import(fileUrl('flite-program'))) as typeof Program;
const { WasiHost } = (await import(fileUrl('wasi-host'))) as typeof Host;
const { constantsOf, withoutCustomSections } = (await import(fileUrl('wasm-sections'))) as typeof Sections;

const { wasmPath } = workerData as FliteWorkerData;
const wasm = await readFile(wasmPath);
const module = await WebAssembly.compile(withoutCustomSections(wasm));
const flite = new FliteProgram(module, WasiHost, constantsOf(wasm));

port.on('message', ({ id, text, ...speech }: FliteRequest) => {
  try {
    const pcm = flite.synthesize(text, speech);
    port.postMessage({ id, pcm } satisfies FliteReply, [pcm.buffer]);
  } catch (error) {
    port.postMessage({ id, error: (error as Error).message } satisfies FliteReply);
  }
  flite.prepare();
});
flite.prepare();
