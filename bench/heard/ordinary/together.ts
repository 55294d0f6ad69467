/** Four people who speak at the same time, in real time, with pages open and without. Prints JSON. */
import type * as embeddedModule from '../../../backend/src/stt/providers/embedded/embedded.ts';
import type * as sentencesModule from '../../../backend/src/skills/domain-sentences.ts';
import { speechFixtures } from '../../../testing/speech-fixtures.ts';
import { built } from '../../lib/built.ts';
import { phrasesOf, somePages } from './pages.ts';
import { Speaker } from './speaker.ts';

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
const plain = [1, 2, 3, 4].map(() => new Speaker(stt));
const onPages = somePages(4).map((page) => new Speaker(stt, phrasesOf(page)));
const result: Together = { withoutPagesMs: [], withPagesMs: [] };
// The first round starts the second thread. They take turns, so that other load of the machine meets both alike.
for (let round = -1; round < rounds; round++)
  for (const four of [plain, onPages]) {
    const all = await Promise.all(
      four.map((speaker, i) => speaker.say(clean.at((round * 2 + i) % clean.length)!, true)),
    );
    const finals = four === plain ? result.withoutPagesMs : result.withPagesMs;
    if (round >= 0) finals.push(...all);
  }
process.stdout.write(JSON.stringify(result), () => process.exit(0));
