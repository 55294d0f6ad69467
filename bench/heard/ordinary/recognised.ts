/** The spoken fixtures in a session, with a page open and without. Prints JSON. */
import { writeSync } from 'node:fs';
import { fixturePcm, quietRoom, speechFixtures } from '../../../testing/speech-fixtures.ts';
import { hear } from '../session/hear.ts';
import { withoutPage } from '../session/recogniser.ts';
import { createWorld } from '../session/world.ts';
import { bigPage } from './pages.ts';

export interface Recognised {
  text: string;
  withoutPage: string;
  withPage: string;
  /** What was done to the page, which it did not mean. */
  acts: string[];
}

const world = await createWorld();
const page = bigPage();
const plainStt = withoutPage(world.stt);
const all: Recognised[] = [];
world.time.start();
for (const fixture of speechFixtures()) {
  const pcm = (afterMs = 0) => Int16Array.from([...fixturePcm(fixture), ...quietRoom(afterMs)]);
  const said = { page, numbersShown: false, speechEndMs: fixture.speechEndMs, pcm };
  const plain = await hear(world, plainStt, said, new Map());
  const onPage = await hear(world, world.stt, said, new Map());
  const acts = onPage.did.filter((act) => / e\d+$/.test(act));
  all.push({ text: fixture.text, withoutPage: plain.heard, withPage: onPage.heard, acts });
}
world.time.stop();
writeSync(1, JSON.stringify(all));
process.exit(0);
