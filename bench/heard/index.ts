/**
 * How well commands about a page are heard that name what it shows: `npm run bench -- heard`; `--measure` runs only
 * `commands`, `ordinary` (speech that is no command, and what it costs) or `browser` (the time to the effect).
 *
 * Real: a session as without a key (detector, gate, built-in recogniser, main control, skills), and each recording of the
 * corpus, faster than it was spoken. Scripted: the client, whose browser shows the page of the corpus. Its tool calls tell
 * what was done, and a yes to a question what was asked.
 */
import { availableParallelism } from 'node:os';
import { runAlone } from '../lib/child.ts';
import { printTable } from '../lib/table.ts';
import { measureBrowser } from './browser/index.ts';
import type { Job, Result } from './child.ts';
import type { Half, Kind } from './corpus.ts';
import { measureOrdinarySpeech } from './ordinary/index.ts';
import { fitConfidence } from './fit/fit.ts';
import { recordings } from './recordings.ts';
import { printCommands, printFailures, printFalseActs, type Heard } from './report.ts';

export interface HeardEffort {
  /** Thresholds are set by the tuning half, so that the other one tells how they do elsewhere. */
  half: Half;
  /** Every so many recordings only. No multiple of 2 or 3: each sentence has three voices, each with and without noise. */
  every: number;
  /** Lists what was not right. */
  failures: boolean;
  /** Runs only that one. */
  measure?: string | undefined;
}

/** Of the comparison without the page. */
const BASELINE_EVERY = 5;

const COMMANDS: readonly Kind[] = ['name', 'bare', 'number', 'global'];
const OTHERS: readonly Kind[] = ['talk', 'near', 'wrong page'];

const MEASURES: Readonly<Record<string, (effort: HeardEffort) => Promise<void>>> = {
  commands: measureCommands,
  async ordinary({ every }) {
    printTable('Ordinary speech while a page is open', await measureOrdinarySpeech(every > 1));
  },
  fit: fitConfidence,
  async browser({ every }) {
    printTable('Commands about a page, in the browser', await measureBrowser(every > 1));
  },
};

export async function benchHeard(effort: HeardEffort): Promise<void> {
  const { measure } = effort;
  if (measure !== undefined && !Object.hasOwn(MEASURES, measure))
    throw new Error(`There is no measure "${measure}": use ${Object.keys(MEASURES).join(', ')}.`);
  const wanted = Object.keys(MEASURES).filter((name) => name !== 'fit');
  for (const name of measure === undefined ? wanted : [measure]) await MEASURES[name]!(effort);
}

async function measureCommands({ half, every, failures }: HeardEffort): Promise<void> {
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
