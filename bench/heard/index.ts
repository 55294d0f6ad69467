/**
 * How well commands about a page are heard that name what it shows: `npm run bench -- heard`.
 *
 * Real: a session as without a key (detector, gate, built-in recogniser, main control, skills), and each recording of the
 * corpus, faster than it was spoken. Scripted: the client, whose browser shows the page of the corpus. Its tool calls tell
 * what was done, and a yes to a question what was asked.
 */
import { availableParallelism } from 'node:os';
import { runAlone } from '../lib/child.ts';
import type { Job, Result } from './child.ts';
import { HALVES, type Half, type Kind } from './corpus.ts';
import { recordings } from './recordings.ts';
import { printCommands, printFailures, printFalseActs, type Heard } from './report.ts';

export interface HeardEffort {
  /** Thresholds are set by the tuning half, so that the other one tells how they do elsewhere. */
  half: Half;
  /** Every so many recordings only. No multiple of 2 or 3: each sentence has three voices, each with and without noise. */
  every: number;
  /** Lists what was not right. */
  failures: boolean;
}

/** Of the comparison without the page. */
const BASELINE_EVERY = 5;

const COMMANDS: readonly Kind[] = ['name', 'bare', 'number', 'global'];
const OTHERS: readonly Kind[] = ['talk', 'near', 'wrong page'];

export async function benchHeard({ half, every, failures }: HeardEffort): Promise<void> {
  if (!HALVES.includes(half)) throw new Error(`There is no half "${half}".`);
  const all = await hearAll({ half, withoutPage: false, kinds: [...COMMANDS, ...OTHERS], every });
  printCommands(`Commands about the page, ${half}`, all);
  printFalseActs(`What is no command for the page, ${half}`, all);
  if (failures) printFailures(all);
  const baseline = await hearAll({
    ...{ half, withoutPage: true, kinds: [...COMMANDS] },
    every: Math.max(every, BASELINE_EVERY),
  });
  printCommands(`The same commands where the recogniser does not know the page, ${half}`, baseline);
}

/** In as many processes as there are processors. */
async function hearAll(job: Omit<Job, 'share' | 'shares'>): Promise<Heard[]> {
  // Speaks what is missing once, before the processes need it.
  const all = new Map((await recordings(job.half)).map((recording) => [recording.id, recording]));
  const shares = availableParallelism();
  const results = Array.from({ length: shares }, (_, share) =>
    runAlone<Result[]>(new URL('child.ts', import.meta.url), [
      JSON.stringify({ ...job, share, shares } satisfies Job),
    ]),
  );
  return (await Promise.all(results)).flat().map((result) => ({ ...result, recording: all.get(result.id)! }));
}
