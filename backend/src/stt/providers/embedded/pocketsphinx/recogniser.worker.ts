/**
 * The thread that decodes speech: a decode call blocks. Runs built, and in tests as TypeScript source. Messages are
 * handled in order, one at a time.
 */
import { accessSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { TemporaryFilesError } from './cache-folder.ts';
import { PageCommands } from './commands/page-commands.ts';
import { Decoder } from './decoder.ts';
import { loadLanguageModel, type LanguageModel } from './language-model/language-model.ts';
import { loadPocketSphinx, type PocketSphinx } from './library.ts';
import { releaseFreeMemory } from '../../../../common/native-memory.ts';
import type { FromWorker, RecogniserWorkerData, ToWorker } from './messages.ts';

if (!parentPort) throw new Error('This file is a worker thread of the recogniser pool.');
const port = parentPort;
const data = workerData as RecogniserWorkerData;
const send = (message: FromWorker) => port.postMessage(message);

/** A spare decoder costs 20 MB, and saves the second of two simultaneous users 0.2 to 0.4 s. */
const DECODERS_AT_START = 2;

const decoders: Decoder[] = [];
let sphinx: PocketSphinx;
let language: LanguageModel;
let pages: PageCommands;

async function freeDecoder(): Promise<Decoder> {
  const idle = decoders.find(({ segment }) => segment === undefined);
  if (idle) return idle;
  const fresh = await Decoder.create(sphinx, language, data.modelFolder, data.tuning);
  decoders.push(fresh);
  return fresh;
}

async function handle(message: ToWorker): Promise<void> {
  if (message.type === 'close') {
    for (const decoder of decoders) decoder.free();
    pages.free();
    sphinx.freeModel(language.general);
    sphinx.freeModel(language.domain);
    releaseFreeMemory({ now: true });
    port.close();
    return;
  }
  if (message.type === 'page') return pages.set(message.session, message.phrases);
  if (message.type === 'forget') return pages.delete(message.session);
  const { id } = message;
  if (message.type === 'begin') {
    const decoder = await freeDecoder();
    decoder.segment = id;
    decoder.begin(message.leadIn, message.mean, pages.take(message.session));
    return;
  }
  const decoder = decoders.find(({ segment }) => segment === id);
  // It failed before, which was reported.
  if (!decoder) return;
  if (message.type === 'audio') {
    const text = decoder.push(message.pcm);
    send({ type: 'decoded', id, samples: message.pcm.length });
    if (text) send({ type: 'partial', id, text });
    return;
  }
  if (message.type === 'pause') {
    const command = decoder.commandAtPause();
    if (command) send({ type: 'command', id, command });
    return;
  }
  const command = message.type === 'end' ? decoder.command() : undefined;
  decoder.segment = undefined;
  if (command && message.type === 'end' && message.isCommand && decoder.wasAtPause(command)) {
    // Said before the last pass over the words, which takes about 100 ms.
    send({ type: 'final', id, ...decoder.soFar(), command });
    decoder.end();
  } else send({ type: 'final', id, ...decoder.end(), command });
  pages.released();
  if (decoders.every(({ segment }) => segment === undefined)) releaseFreeMemory();
}

async function start(): Promise<void> {
  try {
    accessSync(data.modelFolder);
    sphinx = loadPocketSphinx(data.libraries);
  } catch (error) {
    return send({ type: 'unavailable', reason: 'not_installed', detail: (error as Error).message });
  }
  try {
    language = loadLanguageModel(sphinx, data);
    pages = new PageCommands(sphinx, data.modelFolder, language.phonesFile, ({ message }) =>
      send({ type: 'page_failed', detail: message }),
    );
    // Frees 3 MB that are not needed again.
    data.sentences = '';
    for (let i = 0; i < DECODERS_AT_START; i++) {
      decoders.push(await Decoder.create(sphinx, language, data.modelFolder, data.tuning));
    }
  } catch (error) {
    const reason = error instanceof TemporaryFilesError ? 'no_temporary_files' : 'broken';
    return send({ type: 'unavailable', reason, detail: (error as Error).message });
  }
  send({ type: 'ready' });
  releaseFreeMemory();
}

let last = start();
port.on('message', (message: ToWorker) => {
  last = last
    .then(() => handle(message))
    .catch((error: unknown) => {
      if (!('id' in message)) return;
      // Its state is unknown, so the next segment gets a new one.
      const at = decoders.findIndex(({ segment }) => segment === message.id);
      const [broken] = at >= 0 ? decoders.splice(at, 1) : [];
      broken?.free();
      send({ type: 'failed', id: message.id, detail: (error as Error).message });
    });
});
