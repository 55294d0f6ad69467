/** Hears a share of the recordings of a half, in its own process. Prints JSON. */
import { sayings, type Half, type Kind } from './corpus.ts';
import { judge, type Verdict } from './judge.ts';
import { recordings } from './recordings.ts';
import { hear, readTyped, rolesOn, type Outcome } from './session/hear.ts';
import { withoutPage } from './session/recogniser.ts';
import { createWorld } from './session/world.ts';

export interface Job {
  half: Half;
  /** The recogniser does not know the page. */
  withoutPage: boolean;
  kinds: Kind[];
  /** Every so many recordings only. */
  every: number;
  share: number;
  shares: number;
}

export interface Result {
  /** Of the recording. */
  id: string;
  verdict: Verdict;
  outcome: Outcome;
  typed: Outcome;
  /** Of the typed words. */
  typedVerdict: Verdict;
}

const job = JSON.parse(process.argv[2]!) as Job;
const all = await recordings(job.half);
const own = sayings(job.half);
const world = await createWorld();
const stt = job.withoutPage ? withoutPage(world.stt) : world.stt;
const results: Result[] = [];
world.time.start();
const wanted = all
  .filter(({ kind }) => job.kinds.includes(kind))
  .filter((_, i) => i % job.every === 0)
  // Each new page takes the recogniser some time.
  .toSorted((a, b) => a.page.id.localeCompare(b.page.id));
for (const [i, recording] of wanted.entries()) {
  if (i % job.shares !== job.share) continue;
  const roles = rolesOn(recording.page, own);
  const typed = await readTyped(world, recording, roles);
  const outcome = await hear(world, stt, recording, roles);
  const verdict = judge(recording, outcome, typed);
  const typedVerdict = judge(recording, typed, typed);
  results.push({ id: recording.id, verdict, outcome, typed, typedVerdict });
}
world.time.stop();
process.stdout.write(JSON.stringify(results), () => process.exit(0));
