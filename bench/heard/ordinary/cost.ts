/** What the recogniser of one session computes, in its own process, with a page open or without. Prints JSON. */
import type * as embeddedModule from '../../../backend/src/stt/providers/embedded/embedded.ts';
import type * as sentencesModule from '../../../backend/src/skills/domain-sentences.ts';
import { speechFixtures } from '../../../testing/speech-fixtures.ts';
import { built } from '../../lib/built.ts';
import { bigPage, phrasesOf } from './pages.ts';
import { Speaker } from './speaker.ts';

export interface Cost {
  /** Processor time of a second of speech. */
  cpuMs: number;
}

const { EmbeddedStt } = await built<typeof embeddedModule>('backend/src/stt/providers/embedded/embedded.js');
const { domainSentences } = await built<typeof sentencesModule>('backend/src/skills/domain-sentences.js');

const phrases = process.argv[2] === 'page' ? phrasesOf(bigPage()) : undefined;
const stt = new EmbeddedStt({ sentences: domainSentences, workers: 1 });
await stt.warmUp();
const fixtures = speechFixtures();
const speaker = new Speaker(stt, phrases);
await speaker.say(fixtures[0]!, false);
const before = process.cpuUsage();
for (const fixture of fixtures) await speaker.say(fixture, false);
const { user, system } = process.cpuUsage(before);
const seconds = fixtures.reduce((sum, each) => sum + each.speechEndMs - each.speechStartMs, 0) / 1_000;
const cost: Cost = { cpuMs: (user + system) / 1_000 / seconds };
process.stdout.write(JSON.stringify(cost), () => process.exit(0));
