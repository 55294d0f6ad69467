/** The worker thread of flite: takes phrases and posts their audio. Runs built, and in tests as TypeScript source. */
import { parentPort, workerData } from 'node:worker_threads';
import { loadFlite } from '../../../../common/flite/load-flite.ts';
import type { FliteReply, FliteRequest, FliteWorkerData } from './flite-messages.ts';

if (!parentPort) throw new Error('This file is a worker thread of the flite engine.');
const port = parentPort;

const { wasmPath } = workerData as FliteWorkerData;
const flite = await loadFlite(wasmPath);

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
