/** Was the outcome of a scene right, and how long did it take? */
import type { Observation } from './scene-run.ts';
import type { Scene } from './recordings.ts';

/** An answer heard for less than this does not count. */
const HARDLY_HEARD_MS = 600;

/** How much of an answer's end a client may miss. */
const TOLERANCE_MS = 40;

/** The recogniser is not judged: this share of the words, and this length, are enough. */
const UNDERSTOOD = 0.25;
const COMPLETE = 0.6;

/** An answer that stops later than this after the user's start was not interrupted. */
const STOPPED_WITHIN_MS = 3_000;

export interface Verdict {
  right: boolean;
  /** From the end of the user's speech to the first audio of the answer. */
  responseMs?: number;
  /** From the start of the interruption until the answer is silent. */
  silentMs?: number;
  /** How long a continued answer was held. */
  deadAirMs?: number;
  /** The assistant was heard before the user had finished. */
  talkedInto?: boolean;
  /** The wrong outcome. */
  instead?: string;
  /** What the session reported or logged. It does not make the outcome wrong. */
  errors?: string[];
}

export function judge(scene: Scene, observation: Observation): Verdict {
  const { outcome } = scene;
  const verdict: Verdict = { right: true };
  if (observation.errors.length > 0) verdict.errors = [...new Set(observation.errors)];
  const typed =
    outcome.answer === undefined ? undefined : observation.answers.find(({ turnId }) => turnId === 1);
  const wrong = (instead: string) => {
    verdict.right = false;
    verdict.instead = verdict.instead ? `${verdict.instead}; ${instead}` : instead;
  };
  const turns = answeredTurns(observation).filter(
    ({ turnId }) => outcome.answer === undefined || turnId !== 1,
  );
  if (outcome.answer === 'goes on') {
    const whole = typed?.drained && typed.heardMs >= typed.receivedMs - TOLERANCE_MS;
    if (!whole) wrong(typed ? `answer stopped after ${Math.round(typed.heardMs)} ms` : 'no answer');
    if (typed) verdict.deadAirMs = sum(typed.pauses.map(({ fromMs, toMs }) => toMs - fromMs));
  }
  if (outcome.answer === 'stops') {
    const spokenAt = observation.speech.at(-1)?.startMs ?? NaN;
    const silentAt = typed?.pauses.find(
      ({ fromMs, toMs }) => fromMs >= spokenAt && toMs === Infinity,
    )?.fromMs;
    const stoppedAt = typed?.flushed?.ms;
    if (stoppedAt === undefined || !(stoppedAt - spokenAt < STOPPED_WITHIN_MS)) wrong('answer went on');
    else if (stoppedAt < spokenAt) wrong('answer stopped before anything was said');
    else verdict.silentMs = Math.min(silentAt ?? Infinity, stoppedAt) - spokenAt;
  }
  const expected = outcome.turns ?? [];
  if (turns.length !== expected.length || !turns.every(({ text }, i) => fits(text, expected[i]!)))
    wrong(`turns: ${turns.map(({ text }) => `"${text}"`).join(', ') || 'none'}`);
  const saidAll = observation.speech.at(-1)?.endMs ?? 0;
  if (outcome.answer === undefined && expected.length > 0)
    verdict.talkedInto = observation.answers.some(({ startMs }) => startMs < saidAll);
  const [first] = turns;
  const answer = first && observation.answers.find(({ turnId }) => turnId === first.turnId);
  if (verdict.right && expected.length === 1 && answer) verdict.responseMs = answer.startMs - saidAll;
  return verdict;
}

/**
 * The user's turns with an audible answer. A turn that the next one continued does not count,
 * because its answer was hardly heard.
 */
function answeredTurns({ userTurns, answers }: Observation): { turnId: number; text: string }[] {
  return userTurns.filter(({ turnId, text }, i) => {
    const answer = answers.find((one) => one.turnId === turnId);
    if (!answer) return false;
    const next = userTurns[i + 1];
    return !(next?.text.startsWith(text) && answer.heardMs < HARDLY_HEARD_MS);
  });
}

/** All of it was recognised, perhaps with errors. */
function fits(text: string, clauses: string[]): boolean {
  const expected = clauses.join(' ').split(' ');
  const heard = text.toLowerCase().split(/[^a-z']+/);
  const understood = common(expected, heard);
  return (
    understood >= Math.max(1, expected.length * UNDERSTOOD) && heard.length >= expected.length * COMPLETE
  );
}

/** Length of the longest common subsequence. */
function common(a: string[], b: string[]): number {
  let row = new Array<number>(b.length + 1).fill(0);
  for (const word of a) {
    const next = [0];
    for (const [j, other] of b.entries())
      next.push(word === other ? row[j]! + 1 : Math.max(row[j + 1]!, next[j]!));
    row = next;
  }
  return row.at(-1)!;
}

const sum = (values: number[]): number => values.reduce((total, value) => total + value, 0);
