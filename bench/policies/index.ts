/**
 * Does each turn-taking policy improve the outcome? Runs the scenes of fixtures/turn-taking with everything as shipped,
 * then with one policy at a time switched off: `npm run bench -- policies`.
 *
 * Real: the session with main control, the detector, the recogniser, TTS. Scripted:
 * the model (150 ms to its first words), the user, and the client, which plays what it gets and reports it.
 * Time is virtual: it passes in steps of 10 ms when all work is done, so a scene does not depend on the load of the
 * machine, and results of the detector and the recogniser for the same audio are cached. The recogniser gives
 * its partials 10 ms after the audio and its final 60 ms after the end, as it does on an idle machine.
 *
 * Each scene has several takes with different noises, and with times (40 ms) and levels (3 dB) varied. The columns:
 *  - right outcomes of all takes, by kind: one turn, no turn, the answer goes on, the answer stops;
 *  - scenes that are right less or more often than with everything on, and how likely such a split is by
 *    chance (sign test). More than 0.05 is no difference;
 *  - for right outcomes: end of speech to the first audio of the answer (median, 90th percentile), start of speech to
 *    silence if the answer stops (median), and how long a continued answer was held (mean);
 *  - how often the assistant was heard before the user had finished, even if both became one turn.
 */
import { availableParallelism } from 'node:os';
import { runAlone } from '../lib/child.ts';
import type { Job, Result } from './child.ts';
import { HALVES, scenesOf, type Half, type Scene } from './recordings.ts';
import { printFailures, printVariants } from './report.ts';
import { EVERYTHING, VARIANTS } from './variants.ts';

export interface PoliciesEffort {
  takes: number;
  halves: readonly Half[];
  /** Only scenes whose name ends with this. */
  only?: string;
}

export const FULL: PoliciesEffort = { takes: 3, halves: HALVES };
export const QUICK: PoliciesEffort = { takes: 1, halves: HALVES, only: '-1' };

const TITLES: Record<Half, string> = { tuning: 'tuning', heldOut: 'held-out' };

/** In its scenes the echo is as loud as without a canceller. These are levels that cancellers leave, in dB relative to it. */
const LEFT_ECHOES_DB = [-12, -18, -24];
const ECHO_VARIANTS = [EVERYTHING, 'residual echo', 'echo'];

export async function benchPolicies({ takes, halves, only = '' }: PoliciesEffort): Promise<void> {
  for (const half of halves) {
    const scenes = scenesOf(half).filter(({ id }) => id.endsWith(only));
    const what = `${TITLES[half]}, ${takes} takes`;
    const results = await run(scenes, { half, takes, variants: Object.keys(VARIANTS) });
    printVariants(`Policies, ${what}`, scenes, results);
    printFailures(scenes, results);
    const withEcho = scenes.filter(({ echo }) => echo);
    for (const echoDb of LEFT_ECHOES_DB) {
      const left = await run(withEcho, { half, takes, variants: ECHO_VARIANTS, echoDb });
      printVariants(`Policies, ${what}, echo changed by ${echoDb} dB`, withEcho, left);
    }
  }
}

/** Runs the scenes in as many processes as there are processors. */
async function run(scenes: readonly Scene[], job: Omit<Job, 'scenes'>): Promise<Result[]> {
  const child = new URL('child.ts', import.meta.url);
  const processes = availableParallelism();
  const shares = Array.from({ length: processes }, (_, share) =>
    scenes.filter((_scene, i) => i % processes === share).map(({ id }) => id),
  );
  const results = shares.map((ids) =>
    runAlone<Result[]>(child, [JSON.stringify({ ...job, scenes: ids } satisfies Job)]),
  );
  return (await Promise.all(results)).flat();
}
