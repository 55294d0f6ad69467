/** Answering ahead of the end of the turn: begun on the likely end, made real only if the user said just that. */
import { startAnswer } from './answer.js';
import { mayTryAgain, sameWords } from '../policies/speculation.js';
import { dropAnswer } from './answer-end.js';
import type { Answer, Utterance } from './state.js';
import type { Draft } from './draft.js';

/** Begins an answer to what was said so far, unless one to the same words is under way or there were enough. */
export function speculate(draft: Draft, utterance: Utterance, text: string): void {
  const { answer } = draft.state;
  if (answer && !answer.speculative) return;
  if (answer && sameWords(answer.question, text)) return;
  dropAnswer(draft);
  const mayTry = mayTryAgain(utterance.speculations, draft.policies.speculation);
  if (!mayTry || utterance.turnId === null) return;
  utterance.speculations++;
  startAnswer(draft, {
    turnId: utterance.turnId,
    text,
    askedAt: utterance.speechEndedAt ?? draft.now,
    speculative: true,
  });
}

/** The user says something else than what is being answered ahead. */
export function dropOtherSpeculation(draft: Draft, text: string): void {
  const { answer } = draft.state;
  if (answer?.speculative && !sameWords(answer.question, text)) dropAnswer(draft);
}

/** The turn is over. @returns the answer that was begun to just these words, real but still withheld, or null. */
export function confirmSpeculation(draft: Draft, text: string): Answer | null {
  const { answer } = draft.state;
  if (!answer?.speculative) return null;
  if (!sameWords(answer.question, text)) {
    dropAnswer(draft);
    return null;
  }
  answer.speculative = false;
  answer.metrics = { ...answer.metrics, speculation_used: 1 };
  draft.do({ type: 'confirm', turnId: answer.turnId });
  return answer;
}
