/** The spoken fixtures in a session, with a page open or without, in its own process. Prints JSON. */
import { fixturePcm, quietRoom, speechFixtures } from '../../../testing/speech-fixtures.ts';
import { hear } from '../session/hear.ts';
import { withoutPage } from '../session/recogniser.ts';
import { createWorld } from '../session/world.ts';
import { bigPage } from './pages.ts';

export interface Recognised {
  said: string;
  /** In its last turn. */
  heard: string;
  /** What was done to the page, which was not meant. */
  acts: string[];
}

const world = await createWorld();
const stt = process.argv[2] === 'page' ? world.stt : withoutPage(world.stt);
const page = bigPage();
const all: Recognised[] = [];
world.time.start();
for (const fixture of speechFixtures()) {
  const pcm = (afterMs = 0) => Int16Array.from([...fixturePcm(fixture), ...quietRoom(afterMs)]);
  const said = { page, numbersShown: false, teens: false, speechEndMs: fixture.speechEndMs, pcm };
  const { heard, did } = await hear(world, stt, said, new Map());
  const acts = did.filter((act) => / e\d+$/.test(act));
  all.push({ said: fixture.text, heard: heard.at(-1) ?? '', acts });
}
world.time.stop();
process.stdout.write(JSON.stringify(all), () => process.exit(0));
