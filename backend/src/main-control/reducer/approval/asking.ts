/** Asks the user about tool calls, one question at a time, until each is answered, expired or withdrawn. */
import { asksForAlways } from '#answers';
import { addText, isQuiet, finishText } from '../answer.js';
import { interruptAnswer, onQuestionAnswered } from '../answer-end.js';
import type { Draft } from '../draft.js';
import type { EventOf } from '../events.js';
import { isSpeculative } from '../slices/answer-state.js';
import type { ApprovalEnd } from '../slices/approvals.js';
import { NOT_ASKED } from '../slices/turn.js';
import { dropAllParked, goOnWithParked } from './parking.js';

/** A question that is cut off before it is heard is asked again, so often in all. */
const MAX_TIMES_SPOKEN = 3;

const NOT_REMEMBERED = 'Only this once: that is always asked. ';

export function onApprovalAsked(draft: Draft, { type: _, ...question }: EventOf<'approval_asked'>): void {
  draft.approvals.add(question);
  openNext(draft);
}

/** The user has pressed a button. */
export function onApprovalAnswered(draft: Draft, { id, answer }: EventOf<'approval_answered'>): void {
  endAndCut(draft, id, answer, 'button');
}

/** The call has its result, or is not waited for any more. */
export function onApprovalOver(draft: Draft, { id, isStopped }: EventOf<'approval_over'>): void {
  if (isStopped) settle(draft, id, 'withdrawn');
  else endAndCut(draft, id, 'withdrawn');
}

export function onApprovalTimer(draft: Draft): void {
  const { open } = draft.approvals;
  if (open) settle(draft, open.id, 'expired');
}

/** Ends a question whose rest is not spoken any more. */
function endAndCut(draft: Draft, id: string, end: ApprovalEnd, by?: 'button'): void {
  const { open } = draft.approvals;
  const asked = settle(draft, id, end, by, false);
  const answer = draft.answer.value;
  if (asked && answer) {
    if (answer.begunAs === asked.begunAs) {
      // Cutting this question would cut those after it, which were not heard yet.
      if (!draft.approvals.isAsking(asked.begunAs)) onQuestionAnswered(draft, answer.turnId);
    } else if (open?.id === id && open.spoken?.turnId === answer.turnId) interruptAnswer(draft, 'replaced');
  }
  openNext(draft);
}

/**
 * Ends a question.
 * @param opensNext whether the next one is asked at once
 * @returns it; null if it is over already
 */
export function settle(
  draft: Draft,
  id: string,
  end: ApprovalEnd,
  by?: 'voice' | 'typed' | 'button',
  opensNext = true,
): { begunAs: number } | null {
  const asked = draft.approvals.take(id);
  if (!asked) return null;
  draft.addEffect({ type: 'approval', id, state: end, ...(by && { by }) });
  if (!draft.approvals.open) draft.clearTimers('approval');
  if (opensNext) openNext(draft);
  return asked;
}

/** The words, which were said or typed, have answered the open question. */
export function answerOpen(
  draft: Draft,
  answer: 'yes' | 'no' | 'always',
  words: string,
  by: 'voice' | 'typed',
): void {
  const { open } = draft.approvals;
  if (!open) return;
  if (answer === 'yes' && !open.mayRemember && asksForAlways(words))
    draft.parked.setNote(open.begunAs, NOT_REMEMBERED);
  settle(draft, open.id, answer, by);
}

/** Nothing is asked any more: the user has stopped everything, or wants it forgotten. */
export function refuseAll(draft: Draft, by: 'voice' | 'button'): void {
  for (const { id } of draft.approvals.all) settle(draft, id, 'no', by, false);
  dropAllParked(draft, { outcome: 'interrupted', reason: 'interrupt' });
}

function openNext(draft: Draft): void {
  const opened = draft.approvals.openNext(draft.now);
  if (!opened) return;
  draft.addEffect({ type: 'approval', id: opened.id, state: 'asked' });
  draft.setTimer('approval', draft.now + opened.expiresMs);
  const answer = draft.answer.value;
  if (answer?.begunAs !== opened.begunAs || isSpeculative(answer) || answer.generation === 'done') return;
  draft.approvals.speak(answer.turnId, answer.text.length);
  addText(draft, `${opened.question}\n`);
}

/** When neither side speaks, what was put aside goes on, and a question that was not heard is asked. */
export function goOnWhenQuiet(draft: Draft): void {
  if (!isQuiet(draft) || goOnWithParked(draft)) return;
  const { open } = draft.approvals;
  if (!open || open.audibleAt !== null || open.timesSpoken >= MAX_TIMES_SPOKEN) return;
  const turnId = draft.session.nextTurn();
  draft.answer.begin({ turnId, text: '', askedAt: draft.now }, 'starting');
  draft.turn.begin({ ...NOT_ASKED, kind: 'announcement' }, draft.now);
  draft.approvals.speak(turnId, 0);
  addText(draft, open.question);
  finishText(draft);
}
