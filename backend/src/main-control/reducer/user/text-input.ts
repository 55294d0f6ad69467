import { startAnswer } from '../answer.js';
import { answerByTyping, answerToOpen, stopByTyping } from './answering.js';
import { stopAnswer } from '../approval/parking.js';
import type { Draft } from '../draft.js';
import { NOT_ASKED } from '../slices/turn.js';
import { onlyEndDictation } from './dictated-text.js';
import { onDictation } from './dictation.js';
import { stopTasks } from './stop-tasks.js';
import { closeUtterance } from './user-words.js';

/** Handles a typed turn. Unfinished speech stays in the conversation, but only the typed turn is answered. */
export function onTextInput(draft: Draft, text: string): void {
  if (draft.dictation.value && onlyEndDictation(draft, text)) {
    stopByTyping(draft, text);
    return onDictation(draft, false);
  }
  const utterance = draft.utterance.value;
  const hasStoppedTask = stopTasks(draft, text, draft.answer.value !== null);
  const answer = answerToOpen(draft, text);
  if (!answer) stopAnswer(draft, 'replaced');
  if (utterance) {
    const { speaking, pendingFinals, partial } = utterance;
    if (speaking || pendingFinals > 0)
      draft.recogniser.expectLate(partial, speaking, draft.now, draft.policies.lateTranscripts);
    closeUtterance(draft, { outcome: 'unanswered', reason: 'typed' });
  }
  if (answer) return answerByTyping(draft, answer, text);
  draft.openQuestion.close();
  draft.session.setReadsOn(false);
  if (hasStoppedTask) return stopByTyping(draft, text);
  draft.approvals.askAgain();
  const turnId = draft.session.nextTurn();
  draft.sendText('user', turnId, text, true);
  draft.remember({ role: 'user', content: text, isTyped: true });
  const asked = { ...NOT_ASKED, kind: 'typed', turnEndedAt: draft.now } as const;
  startAnswer(draft, { turnId, text, askedAt: draft.now }, asked);
}
