/** The user answers the open question in words. That is no turn for the model: the task that asked goes on. */
import { isOnlyNo, type Answer } from '#answers';
import { isStopCommand } from '../../policies/stop-command.js';
import { interruptAnswer } from '../answer-end.js';
import type { Draft } from '../draft.js';
import { NOT_ASKED, notesOf, type TurnEnding } from '../slices/turn.js';
import { wordsSoFar } from '../slices/utterance.js';
import { closeUtterance } from './user-words.js';
import { answerOpen } from '../approval/asking.js';
import { answerOfSpeech, spokenAnswer, typedAnswer } from '../approval/decision.js';
import { dropParked, park, stopAnswer } from '../approval/parking.js';

const ANSWERED: TurnEnding = { outcome: 'unanswered', reason: 'approval' };
const STOPPED: TurnEnding = { outcome: 'unanswered', reason: 'stop_command' };

/** The user's turn has ended. @returns whether its words were an answer to the open question, and nothing else */
export function answerByVoice(draft: Draft): boolean {
  const words = wordsSoFar(draft.utterance.current);
  const answer = spokenAnswer(draft, words);
  if (answer === 'other') return false;
  if (answer === 'no' && !isOnlyNo(words)) {
    refuseAndDrop(draft, words, 'voice');
    return false;
  }
  closeUtterance(draft, ANSWERED, false);
  putAsideAsking(draft);
  answerOpen(draft, answer, words, 'voice');
  return true;
}

/** @returns what a typed turn answers to the open question; undefined if it is none, or also says something else */
export function answerToOpen(draft: Draft, text: string): Exclude<Answer, 'other'> | undefined {
  const answer = typedAnswer(draft, text);
  if (answer === 'other') return undefined;
  if (answer !== 'no' || isOnlyNo(text)) return answer;
  refuseAndDrop(draft, text, 'typed');
  return undefined;
}

/** The user dictates, and the open question comes first. @returns whether the words were an answer to it, and nothing else */
export function answerWhileDictating(draft: Draft, words: string, startedAt: number): boolean {
  const answer = answerOfSpeech(draft, words, { startedAt, isUncertain: false });
  if (answer === 'other' || (answer === 'no' && !isOnlyNo(words))) return false;
  turnWithoutAnswer(draft, words, 'voice', ANSWERED);
  putAsideAsking(draft);
  answerOpen(draft, answer, words, 'voice');
  return true;
}

/** Answers the open question by a typed turn. */
export function answerByTyping(draft: Draft, answer: Exclude<Answer, 'other'>, text: string): void {
  turnWithoutAnswer(draft, text, 'typed', ANSWERED);
  putAsideAsking(draft);
  answerOpen(draft, answer, text, 'typed');
  // "Stop" is also about what is being said of another turn.
  if (isStopCommand(text, draft.policies.stopCommand, draft.options.words)) {
    draft.session.setReadsOn(false);
    stopAnswer(draft, 'replaced');
  }
}

/** The typed words have stopped something, and ask for nothing else. */
export function stopByTyping(draft: Draft, text: string): void {
  turnWithoutAnswer(draft, text, 'typed', STOPPED);
  draft.remember({ role: 'user', content: text, isTyped: true });
}

function turnWithoutAnswer(draft: Draft, text: string, by: 'voice' | 'typed', ending: TurnEnding): void {
  const turnId = draft.session.nextTurn();
  draft.sendText('user', turnId, text, true);
  const notes = notesOf({ ...NOT_ASKED, kind: by, turnEndedAt: draft.now });
  draft.report({ ...ending, turnId, askedAt: draft.now, notes, words: { user: text, assistant: '' } });
}

/** The answer to these words goes on after them, as a turn of its own. */
function putAsideAsking(draft: Draft): void {
  const { open } = draft.approvals;
  const answer = draft.answer.value;
  if (!open || !answer) return;
  if (answer.begunAs === open.begunAs) park(draft, 'replaced');
  else if (answer.turnId === open.spoken?.turnId) interruptAnswer(draft, 'replaced');
}

/** The no comes with another wish, which takes the place of the task. */
function refuseAndDrop(draft: Draft, words: string, by: 'voice' | 'typed'): void {
  const { begunAs } = draft.approvals.open!;
  answerOpen(draft, 'no', words, by);
  dropParked(draft, begunAs, { outcome: 'interrupted', reason: by === 'typed' ? 'replaced' : 'barge_in' });
}
