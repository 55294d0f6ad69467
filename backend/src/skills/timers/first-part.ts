import { normalize } from '../../language/en/normalize.js';
import type { RunningTimer } from '../../user-data/user-records.js';
import type { SkillContext } from '../engine/intent.js';
import { durationMs, durationSlot } from '../slots/duration.slot.js';

const DURATION = new RegExp(durationSlot.pattern, 'u');

/**
 * The timer that the first part of the sentence has set, if the user paused before its rest: "set a timer for five
 * minutes" - "and ten seconds". Both parts are one turn, but the action of the first has been done.
 */
export function timerOfFirstPart({
  sentence,
  history,
  timers,
}: Pick<SkillContext, 'sentence' | 'history' | 'timers'>): RunningTimer | undefined {
  const answer = history.findLast(({ role }) => role === 'assistant');
  if (answer?.role !== 'assistant' || !answer.interrupted || !answer.actionResult) return undefined;
  const asked = history.findLast(({ role }) => role === 'user')?.content ?? '';
  if (!letters(sentence).startsWith(letters(asked))) return undefined;
  const ms = durationMs(DURATION.exec(normalize(asked))?.[0] ?? '');
  const set = timers.list().filter((timer) => timer.durationMs === ms);
  return set.toSorted((a, b) => b.remainingMs - a.remainingMs)[0];
}

const letters = (text: string): string => text.toLowerCase().replaceAll(/[^\p{L}\d]/gu, '');
