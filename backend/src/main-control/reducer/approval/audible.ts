import { heardText } from '../../policies/heard-text.js';
import { playedMs } from '../../policies/playhead.js';
import type { Draft } from '../draft.js';
import { isAudible, playbackOf, unspokenChars, type Answer } from '../slices/answer-state.js';
import { hasOpenCalls } from '../slices/turn.js';

/**
 * Notes when the user begins to hear the open question. Call it at each event, before it changes anything, and at each
 * report of the playback, which may be the only one.
 */
export function noteAudible(draft: Draft): void {
  const { open } = draft.approvals;
  const answer = draft.answer.value;
  if (!open?.spoken || open.audibleAt !== null || !answer || !isAudible(answer)) return;
  if (answer.turnId !== open.spoken.turnId) return;
  const { from } = open.spoken;
  const msPlayed = playedMs(playbackOf(answer), draft.now, draft.policies.playhead);
  const heard = heardText(answer, msPlayed, draft.policies.heardText);
  // If it was held since, that was even earlier.
  if (heard.length > from) draft.approvals.becameAudible(draft.now - msPlayed + startsAtMs(answer, from));
}

/**
 * @returns what an answer waits for of which everything so far was played: a yes or a no of the user, or a tool; null if it waits
 *   for neither
 */
export function awaitedBy(draft: Draft, answer: Answer): 'user' | 'tool' | null {
  if (answer.generation === 'done' || unspokenChars(answer) > 0) return null;
  if (playedMs(playbackOf(answer), draft.now, draft.policies.playhead) < answer.sentMs) return null;
  if (draft.approvals.open?.spoken?.turnId === answer.turnId) return 'user';
  return hasOpenCalls(draft.turn.value) ? 'tool' : null;
}

/** @returns when the first word after that place of the text begins in the audio */
function startsAtMs({ marks, clauses }: Answer, from: number): number {
  const mark = marks.find(({ end }) => end > from);
  if (mark) return mark.start_ms;
  const at = clauses.findIndex(({ endOffset }) => endOffset > from);
  return clauses.slice(0, at).reduce((sum, { audioMs }) => sum + audioMs, 0);
}
