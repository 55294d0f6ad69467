/** The processor time of the first pass alone, with a page open and without, in its own process. Prints JSON. */
import type * as decoderModule from '../../../backend/src/stt/providers/embedded/pocketsphinx/decoder.ts';
import type * as embeddedModule from '../../../backend/src/stt/providers/embedded/embedded.ts';
import type * as libraryModule from '../../../backend/src/stt/providers/embedded/pocketsphinx/library.ts';
import type { RecogniserWorkerData } from '../../../backend/src/stt/providers/embedded/pocketsphinx/messages.ts';
import type * as modelModule from '../../../backend/src/stt/providers/embedded/pocketsphinx/language-model/language-model.ts';
import type * as pagesModule from '../../../backend/src/stt/providers/embedded/pocketsphinx/commands/page-commands.ts';
import type * as threadModule from '../../../backend/src/stt/providers/embedded/pocketsphinx/recogniser-thread.ts';
import type * as sentencesModule from '../../../backend/src/skills/domain-sentences.ts';
import { fixturePcm, microphoneChunks, speechFixtures } from '../../../testing/speech-fixtures.ts';
import { built } from '../../lib/built.ts';
import { median } from '../../lib/stats.ts';
import { bigPage, phrasesOf } from './pages.ts';

export interface FirstPass {
  /** Processor time of a second of speech. */
  withoutPageMs: number;
  withPageMs: number;
  /** What hears commands about the page, beside it. */
  commandsMs: number;
}

const POCKETSPHINX = 'backend/src/stt/providers/embedded/pocketsphinx';
const { EmbeddedStt } = await built<typeof embeddedModule>('backend/src/stt/providers/embedded/embedded.js');
const { Decoder } = await built<typeof decoderModule>(`${POCKETSPHINX}/decoder.js`);
const { loadPocketSphinx } = await built<typeof libraryModule>(`${POCKETSPHINX}/library.js`);
const { loadLanguageModel } = await built<typeof modelModule>(
  `${POCKETSPHINX}/language-model/language-model.js`,
);
const { PageCommands } = await built<typeof pagesModule>(`${POCKETSPHINX}/commands/page-commands.js`);
const { RecogniserThread } = await built<typeof threadModule>(`${POCKETSPHINX}/recogniser-thread.js`);
const { domainSentences } = await built<typeof sentencesModule>('backend/src/skills/domain-sentences.js');

const ROUNDS = 5;
const SESSION = 1;

/** Of this thread, in ms. */
const cpuMs = (): number => {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1_000;
};

/** As the provider starts its threads. */
async function workerData(): Promise<RecogniserWorkerData> {
  const { promise, resolve } = Promise.withResolvers<RecogniserWorkerData>();
  const createThread = (data: RecogniserWorkerData) => {
    resolve(data);
    return new RecogniserThread(data);
  };
  await new EmbeddedStt({ sentences: domainSentences, workers: 1, createThread }).warmUp();
  return promise;
}

const data = await workerData();
const sphinx = loadPocketSphinx(data.libraries);
const language = loadLanguageModel(sphinx, data);
const decoder = await Decoder.create(sphinx, language, data.modelFolder, data.tuning);
const pages = new PageCommands(sphinx, data.modelFolder, language.phonesFile, (error) => {
  throw error;
});
pages.set(SESSION, phrasesOf(bigPage()));
await pages.complete;

/** What the methods of that object took. */
let spentMs = 0;
const timed = <Target extends object>(target: Target): Target =>
  new Proxy(target, {
    get(object, key) {
      const value: unknown = Reflect.get(object, key, object);
      if (typeof value !== 'function') return value;
      return (...args: unknown[]) => {
        const before = cpuMs();
        const result: unknown = value.apply(object, args);
        spentMs += cpuMs() - before;
        return result;
      };
    },
  });

const clean = speechFixtures('clean');
const seconds = clean.reduce((sum, { durationMs }) => sum + durationMs, 0) / 1_000;

function decodeAll(withPage: boolean): { firstPassMs: number; commandsMs: number } {
  spentMs = 0;
  const before = cpuMs();
  for (const fixture of clean) {
    const commands = withPage ? timed(pages.take(SESSION)!) : undefined;
    decoder.begin(new Int16Array(16_000), undefined, commands);
    for (const pcm of microphoneChunks(fixturePcm(fixture))) decoder.push(pcm);
    decoder.end();
  }
  const allMs = cpuMs() - before;
  return { firstPassMs: (allMs - spentMs) / seconds, commandsMs: spentMs / seconds };
}

decodeAll(true);
const rounds = Array.from({ length: ROUNDS }, () => ({ plain: decodeAll(false), onPage: decodeAll(true) }));
const result: FirstPass = {
  withoutPageMs: median(rounds.map(({ plain }) => plain.firstPassMs)),
  withPageMs: median(rounds.map(({ onPage }) => onPage.firstPassMs)),
  commandsMs: median(rounds.map(({ onPage }) => onPage.commandsMs)),
};
process.stdout.write(JSON.stringify(result), () => process.exit(0));
