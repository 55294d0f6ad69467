/** What do the user's words answer to the open question? Only the recogniser's final words count. */
import { answerIn, type Answer } from '#answers';
import type { Draft } from '../draft.js';

/** @returns the answer of the words that are being said; `other` if nothing is asked, or they are no answer */
export function spokenAnswer(draft: Draft, words: string): Answer {
  const utterance = draft.utterance.value;
  const isUncertain = !utterance || utterance.isDoubtful || utterance.isGuessed || utterance.partial !== '';
  return answerOfSpeech(draft, words, { startedAt: utterance?.startedAt ?? draft.now, isUncertain });
}

/** @returns the answer of words that were said from that time on */
export function answerOfSpeech(
  draft: Draft,
  words: string,
  { startedAt, isUncertain }: { startedAt: number; isUncertain: boolean },
): Answer {
  const { open } = draft.approvals;
  if (!open) return 'other';
  return answerIn(words, {
    wasAskedBefore: open.audibleAt !== null && startedAt >= open.audibleAt && !open.isOvertaken,
    isUncertain,
    mayRemember: open.mayRemember,
    question: open.question,
  });
}

/** @returns whether the words so far would be an answer if nothing else was said */
export const mayBeAnswer = (draft: Draft, words: string): boolean => {
  const { open } = draft.approvals;
  return open !== null && answerIn(words, { wasAskedBefore: true, question: open.question }) !== 'other';
};

/**
 * Another program may ask at any moment: a yes that is sent sooner was typed to something else. By judgement; the panel's buttons
 * wait as long.
 */
const UNREAD_MS = 500;

/** @returns the answer of typed words: the question is shown as soon as it is open */
export function typedAnswer(draft: Draft, text: string): Answer {
  const { open } = draft.approvals;
  if (!open) return 'other';
  const { begunAs, mayRemember, question, openedAt, isOvertaken } = open;
  const wasAskedBefore = !isOvertaken && (begunAs >= 0 || draft.now - openedAt >= UNREAD_MS);
  return answerIn(text, { wasAskedBefore, isTyped: true, mayRemember, question });
}
