/**
 * Checks invariants of the reducer in complete random calls.
 *
 * The calls are the same each time. EARSHOT_FUZZ_RUNS=5000 makes more of them for each kind of client (default 150), and
 * EARSHOT_FUZZ_SEED=499 starts at another call: together with EARSHOT_FUZZ_RUNS=1 it repeats one call that failed.
 */
import { describe, expect, it } from 'vitest';
import { ACTION_INVARIANTS } from '../testing/simulated-call/action-invariants.js';
import { APPROVAL_INVARIANTS } from '../testing/simulated-call/approval-invariants.js';
import { DICTATION_INVARIANTS } from '../testing/simulated-call/dictation-invariants.js';
import { INVARIANTS } from '../testing/simulated-call/invariants.js';
import { SimulatedCall, type CallKind, type Step } from '../testing/simulated-call/simulated-call.js';
import { cutOffAnswer, dictatedIn, isCommand } from '../testing/simulated-call/told.js';

const RUNS = Number(process.env['EARSHOT_FUZZ_RUNS'] ?? 150);
const FIRST_SEED = Number(process.env['EARSHOT_FUZZ_SEED'] ?? 101);

const ALL_INVARIANTS = {
  ...INVARIANTS,
  ...ACTION_INVARIANTS,
  ...APPROVAL_INVARIANTS,
  ...DICTATION_INVARIANTS,
};

/** Counts what happened in the calls, because a call without events proves nothing. */
interface Seen {
  answers: number;
  cutOff: number;
  pauses: number;
  resumes: number;
  earcons: number;
  readOns: number;
  cutQuestions: number;
  spokenYes: number;
  parked: number;
  sleeps: number;
  doubtful: number;
  dictated: number;
}

/** @returns why the call failed, with its last events; null if it passed */
function failureOf(seed: number, kind: CallKind, seen: Seen): string | null {
  const call = new SimulatedCall(seed, kind);
  const failed = (what: string) => [`seed ${seed}: ${what}`, ...call.log].join('\n  ');
  const watches = Object.entries(ALL_INVARIANTS).map(([name, invariant]) =>
    invariant(call, (how) => {
      throw new BrokenInvariant(`broken: ${name}. ${how}`);
    }),
  );
  call.onStep = (step) => {
    count(step, seen);
    for (const watch of watches) watch.step?.(step);
  };
  try {
    call.run();
    for (const watch of watches) watch.end?.(call.state);
    return null;
  } catch (error) {
    // Other errors come from the reducer or from a timer that spins.
    return failed(error instanceof BrokenInvariant ? error.message : String((error as Error).stack));
  }
}

class BrokenInvariant extends Error {}

function count({ effects }: Step, seen: Seen): void {
  for (const effect of effects) {
    if (effect.type === 'generate') seen.answers++;
    if (effect.type === 'generate' && effect.isDoubtful) seen.doubtful++;
    if (cutOffAnswer(effect)) seen.cutOff++;
    if (dictatedIn(effect)?.is_final) seen.dictated++;
    if (effect.type === 'read_on') seen.readOns++;
    if (effect.type === 'park') seen.parked++;
    if (effect.type === 'approval' && effect.by === 'voice' && effect.state !== 'no') seen.spokenYes++;
    if (effect.type === 'go_on_as') seen.cutQuestions++;
    if (isCommand(effect, 'earcon')) seen.earcons++;
    if (isCommand(effect, 'sleep')) seen.sleeps++;
    if (isCommand(effect, 'pause_playback')) seen.pauses++;
    if (isCommand(effect, 'resume_playback')) seen.resumes++;
  }
}

describe('reducer in random calls', () => {
  it.each<[string, CallKind]>([
    ['reports what it plays', { reporting: 'truthful', misbehaving: false }],
    ['reports what it plays, with providers that misbehave', { reporting: 'truthful', misbehaving: true }],
    ['reports falsely, with providers that misbehave', { reporting: 'false', misbehaving: true }],
    ['reports nothing', { reporting: 'none', misbehaving: false }],
  ])(
    'keeps all invariants with a client that %s',
    (_name, kind) => {
      const seen: Seen = {
        ...{ answers: 0, cutOff: 0, pauses: 0, resumes: 0, earcons: 0, readOns: 0, sleeps: 0 },
        ...{ cutQuestions: 0, doubtful: 0, spokenYes: 0, parked: 0, dictated: 0 },
      };
      const failures = Array.from({ length: RUNS }, (_, i) => failureOf(FIRST_SEED + i, kind, seen));
      const [first, ...others] = failures.filter((failure) => failure !== null);
      if (first) expect.fail([`${others.length + 1} of ${RUNS} calls failed.`, first].join('\n'));
      const { earcons, readOns, sleeps, cutQuestions, doubtful, spokenYes, parked, ...common } = seen;
      if (RUNS < 100) return;
      for (const times of Object.values(common)) expect(times).toBeGreaterThan(RUNS / 2);
      for (const times of [earcons, readOns, sleeps, cutQuestions, doubtful, parked])
        expect(times).toBeGreaterThan(RUNS / 50);
      expect(spokenYes).toBeGreaterThan(RUNS / 150);
    },
    30_000 + RUNS * 100,
  );
});
