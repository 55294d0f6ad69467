/** The worker thread of flite: takes phrases and posts their audio. Runs built, and in tests as TypeScript source. */
import { readFile } from 'node:fs/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { FliteProgram } from '../../../../common/flite/flite-program.ts';
import { WasiHost } from '../../../../common/flite/wasi-host.ts';
import { constantsOf, withoutCustomSections } from '../../../../common/flite/wasm-sections.ts';
import type { FliteReply, FliteRequest, FliteWorkerData } from './flite-messages.ts';

if (!parentPort) throw new Error('This file is a worker thread of the flite engine.');
const port = parentPort;

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
