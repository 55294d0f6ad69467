/** Four people who speak at the same time, in real time, with pages open and without. Prints JSON. */
import type * as embeddedModule from '../../../backend/src/stt/providers/embedded/embedded.ts';
import type * as sentencesModule from '../../../backend/src/skills/domain-sentences.ts';
import { speechFixtures } from '../../../testing/speech-fixtures.ts';
import { built } from '../../lib/built.ts';
import { bigPage, phrasesOf } from './pages.ts';
import { transcribe } from './speech-stream.ts';

export interface Together {
  /** From the end of speech to the final. */
  withoutPagesMs: number[];
  withPagesMs: number[];
}

const { EmbeddedStt } = await built<typeof embeddedModule>('backend/src/stt/providers/embedded/embedded.js');
const { domainSentences } = await built<typeof sentencesModule>('backend/src/skills/domain-sentences.js');

const rounds = Number(process.argv[2]);
const stt = new EmbeddedStt({ sentences: domainSentences });
await stt.warmUp();
const clean = speechFixtures('clean');
const phrases = phrasesOf(bigPage());
const result: Together = { withoutPagesMs: [], withPagesMs: [] };
// The first round starts the second thread. They take turns, so that other load of the machine meets both alike.
for (let round = -1; round < rounds; round++)
  for (const hasPages of [false, true]) {
    const four = [0, 1, 2, 3].map((i) => clean.at((round * 2 + i) % clean.length)!);
    const all = await Promise.all(
      four.map((fixture) => transcribe(stt, fixture, hasPages ? phrases : undefined, true)),
    );
    const finals = hasPages ? result.withPagesMs : result.withoutPagesMs;
    if (round >= 0) finals.push(...all.map(({ finalMs }) => finalMs));
  }
process.stdout.write(JSON.stringify(result), () => process.exit(0));
