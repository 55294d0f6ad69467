/** Answers started before the turn has ended. They are used only if the words do not change. */
import { mayTryAgain, sameWords } from '../policies/speculation.js';
import { startSpeculation } from './answer.js';
import { dropAnswer } from './answer-end.js';
import { mayBeAnswer } from './approval/decision.js';
import type { Draft } from './draft.js';
import { isSpeculative, type Answer } from './slices/answer-state.js';

/** @returns the answer that the user's speech can stop, which is never a speculative one */
export function nonSpeculativeAnswer(draft: Draft): Answer | null {
  const answer = draft.answer.value;
  return answer && !isSpeculative(answer) ? answer : null;
}

export function dropSpeculation(draft: Draft): void {
  if (draft.answer.value && isSpeculative(draft.answer.value)) dropAnswer(draft);
}

/** Starts an answer to the words so far, unless one for the same words is running or the limit is reached. */
export function speculate(draft: Draft, text: string, isDoubtful = false): void {
  const answer = draft.answer.value;
  if (nonSpeculativeAnswer(draft) || (answer && fits(answer, text, isDoubtful))) return;
  dropSpeculation(draft);
  // An answer to a question about a call gets no answer itself.
  if (mayBeAnswer(draft, text)) return;
  const { turnId, speculations, speechEndedAt } = draft.utterance.current;
  if (turnId === null || !mayTryAgain(speculations, draft.policies.speculation)) return;
  draft.utterance.countSpeculation();
  startSpeculation(draft, { turnId, text, askedAt: speechEndedAt ?? draft.now, isDoubtful });
}

/** The user's words have changed, so the speculative answer is dropped. */
export function dropOtherSpeculation(draft: Draft, text: string, isDoubtful: boolean): void {
  const answer = draft.answer.value;
  if (answer && !fits(answer, text, isDoubtful)) dropSpeculation(draft);
}

/** An answer to words that were certain must not be given to a doubtful command, which is only asked about. */
const fits = (answer: Answer, text: string, isDoubtful: boolean): boolean =>
  sameWords(answer.question, text) && answer.isDoubtful === isDoubtful;

/** The turn has ended. @returns whether the speculative answer fits these words; it stays withheld */
export function confirmSpeculation(draft: Draft, text: string, isDoubtful: boolean): boolean {
  dropOtherSpeculation(draft, text, isDoubtful);
  const answer = draft.answer.value;
  if (!answer || !isSpeculative(answer)) return false;
  draft.answer.confirm();
  draft.answer.addMetrics({ speculation_used: 1 });
  draft.addEffect({ type: 'confirm', turnId: answer.turnId });
  return true;
}
