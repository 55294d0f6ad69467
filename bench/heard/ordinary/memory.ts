/** The memory of a backend's recogniser: without a page, with one, and after many. Prints JSON. */
import { setTimeout as sleep } from 'node:timers/promises';
import type * as memoryModule from '../../../backend/src/common/native-memory.ts';
import type * as embeddedModule from '../../../backend/src/stt/providers/embedded/embedded.ts';
import type * as sentencesModule from '../../../backend/src/skills/domain-sentences.ts';
import { speechFixtures } from '../../../testing/speech-fixtures.ts';
import { built } from '../../lib/built.ts';
import { residentMiB } from '../../lib/process.ts';
import { bigPage, inventedPage, phrasesOf } from './pages.ts';
import { Speaker } from './speaker.ts';

export interface Memory {
  /** Resident, in MiB, when free memory has gone back to the system. */
  withoutPage: number;
  withPage: number;
  afterManyPages: number;
  withoutPageAgain: number;
}

const { keepMemoryTight, releaseFreeMemory } = await built<typeof memoryModule>(
  'backend/src/common/native-memory.js',
);
const { EmbeddedStt } = await built<typeof embeddedModule>('backend/src/stt/providers/embedded/embedded.js');
const { domainSentences } = await built<typeof sentencesModule>('backend/src/skills/domain-sentences.js');

/** The number of pages from one with speech to the next. */
const SPEECH_EVERY = 50;

const SETTLE_MS = 1_500;

const manyPages = Number(process.argv[2]);

// As the backend does.
keepMemoryTight();
const stt = new EmbeddedStt({ sentences: domainSentences, workers: 1 });
await stt.warmUp();
const speaker = new Speaker(stt);
const fixtures = speechFixtures('clean');

const result: Memory = {
  withoutPage: await settled(),
  withPage: await open(bigPage().names),
  afterManyPages: await openMany(),
  withoutPageAgain: await open([]),
};
process.stdout.write(JSON.stringify(result), () => process.exit(0));

async function open(names: readonly string[]): Promise<number> {
  speaker.open({ names, numbers: [] });
  return settled();
}

async function openMany(): Promise<number> {
  for (let i = 0; i < manyPages; i++) {
    speaker.open(phrasesOf(inventedPage(i)));
    if (i % SPEECH_EVERY === 0) await speaker.say(fixtures[0]!, false);
  }
  return settled();
}

async function settled(): Promise<number> {
  for (const fixture of fixtures.slice(0, 3)) await speaker.say(fixture, false);
  globalThis.gc?.();
  await sleep(SETTLE_MS);
  releaseFreeMemory({ now: true });
  return residentMiB(process.pid);
}
