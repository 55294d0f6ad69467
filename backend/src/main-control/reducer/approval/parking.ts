/** An answer whose call waits for the user is put aside for other words, and goes on as another turn once it is answered. */
import type { FlushReason } from '#protocol';
import { heardText } from '../../policies/heard-text.js';
import { addText } from '../answer.js';
import { heardMs, interruptAnswer, interruptedMessages, sendMetrics } from '../answer-end.js';
import type { Draft } from '../draft.js';
import { isReported, isSpeculative, isWithheld, type Answer } from '../slices/answer-state.js';
import type { ParkedAnswer } from '../slices/parked.js';
import { toolMessages, WAITS_FOR_USER } from '../slices/tool-history.js';
import type { TurnEnding } from '../slices/turn.js';

/** Stops the answer for other words. If its call waits for the user's answer, it is put aside. */
export function stopAnswer(draft: Draft, reason: FlushReason): void {
  const answer = draft.answer.value;
  if (answer && mayPark(draft, answer)) park(draft, reason);
  else interruptAnswer(draft, reason);
}

/** Whether the answer is put aside when it is stopped. */
export const mayPark = (draft: Draft, answer: Answer): boolean =>
  !isSpeculative(answer) && draft.approvals.isAsking(answer.begunAs) && !draft.parked.isFull;

export function park(draft: Draft, reason: FlushReason): void {
  const answer = draft.answer.current;
  const { turnId, text } = answer;
  const played = isWithheld(answer) ? 0 : heardMs(draft, answer);
  const heard = heardText(answer, played, draft.policies.heardText);
  draft.addEffect({ type: 'park', turnId });
  if (!isReported(answer)) sendMetrics(draft);
  draft.parked.add({ answer: draft.answer.putAside(), turn: draft.turn.value!, note: '' });
  draft.flush(turnId, reason);
  if (text !== '')
    draft.sendText('assistant', turnId, heard, true, { interrupted: heard.length < text.trimEnd().length });
  draft.remember(...toolMessages(answer.toolSteps, WAITS_FOR_USER));
  if (heard !== '') {
    draft.remember({ role: 'assistant', content: heard, interrupted: true });
    draft.history.heard(heard, draft.now);
  }
  draft.turn.end();
  draft.overlap.close();
  draft.clearTimers('playout', 'barge_in');
}

/** Goes on with an answer whose question is over. @returns whether there is one */
export function goOnWithParked(draft: Draft): boolean {
  const parked = draft.parked.take(({ begunAs }) => !draft.approvals.isAsking(begunAs));
  if (!parked) return false;
  const { answer, turn, note } = parked;
  const as = draft.session.nextTurn();
  draft.answer.takeUp(answer);
  draft.turn.takeUp(turn);
  draft.answer.goOnAs(as);
  draft.addEffect({ type: 'go_on_as', turnId: answer.turnId, as });
  if (note !== '') addText(draft, note);
  return true;
}

/** Ends what is put aside for that answer: the user wants something else. */
export function dropParked(draft: Draft, begunAs: number, ending: TurnEnding): void {
  const parked = draft.parked.take((answer) => answer.begunAs === begunAs);
  if (parked) drop(draft, parked, ending);
}

export function dropAllParked(draft: Draft, ending: TurnEnding): void {
  for (const { answer } of draft.parked.value) dropParked(draft, answer.begunAs, ending);
}

function drop(draft: Draft, { answer, turn }: ParkedAnswer, ending: TurnEnding): void {
  const { turnId, askedAt, question } = answer;
  draft.remember(...interruptedMessages(draft, answer, ''));
  const words = { user: question, assistant: '' };
  draft.report({ ...ending, failure: turn.failure, turnId, askedAt, notes: turn, words });
  // Until then its pipeline knows what the record says of its providers.
  draft.addEffect({ type: 'cancel', turnId });
  // Until now the client was told that its calls go on.
  draft.flush(
    turnId,
    ending.reason === 'barge_in' || ending.reason === 'replaced' ? ending.reason : 'interrupt',
  );
}
