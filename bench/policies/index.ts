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
import { HALVES, scenesOf, type Half } from './recordings.ts';
import { printFailures, printVariants } from './report.ts';
import { VARIANTS } from './variants.ts';

export interface PoliciesEffort {
  takes: number;
  halves: readonly Half[];
  /** Only scenes whose name ends with this. */
  only?: string;
}

export const FULL: PoliciesEffort = { takes: 3, halves: HALVES };
export const QUICK: PoliciesEffort = { takes: 1, halves: HALVES, only: '-1' };

const TITLES: Record<Half, string> = { tuning: 'Policies, tuning', heldOut: 'Policies, held-out' };

export async function benchPolicies({ takes, halves, only }: PoliciesEffort): Promise<void> {
  const of = availableParallelism();
  for (const half of halves) {
    const jobs = Array.from({ length: of }, (_, share): Job => ({
      half,
      takes: Array.from({ length: takes }, (_, take) => take),
      share,
      of,
      variants: Object.keys(VARIANTS),
      ...(only && { only }),
    }));
    const child = new URL('child.ts', import.meta.url);
    const results = (
      await Promise.all(jobs.map((job) => runAlone<Result[]>(child, [JSON.stringify(job)])))
    ).flat();
    printVariants(`${TITLES[half]}, ${takes} takes`, scenesOf(half), results);
    printFailures(scenesOf(half), results);
  }
}
