/** Shows the words of the user's turn, takes them back, or keeps them at its end. */
import { isStopCommand } from '../policies/stop-command.js';
import { hasWord } from '../policies/words.js';
import type { Draft } from './draft.js';
import { wordsSoFar, type Utterance } from './slices/utterance.js';
import { dropOtherSpeculation } from './speculation.js';

/** Sends the words so far. The first words give the turn its number and may continue the question before. */
export function showWords(draft: Draft): void {
  const { turnId, speechStartedAt } = draft.utterance.current;
  const question = draft.openQuestion.at(speechStartedAt);
  if (question && !isStop(draft, wordsSoFar(draft.utterance.current))) {
    draft.history.rewind(question.history);
    draft.utterance.continueQuestion(question.text);
  }
  draft.openQuestion.close();
  if (turnId === null) draft.utterance.setTurn(draft.session.nextTurn());
  const words = wordsSoFar(draft.utterance.current);
  draft.sendText('user', draft.utterance.current.turnId!, words, false);
  dropOtherSpeculation(draft, words);
}

/** Ends the utterance and keeps its words. @returns its turn; null if there were no words */
export function closeUtterance(draft: Draft): number | null {
  const utterance = draft.utterance.current;
  draft.clearTimers('endpoint', 'stt_final');
  if (!hasWord(wordsSoFar(utterance))) {
    retractWords(draft, utterance);
    draft.utterance.close();
    return null;
  }
  if (utterance.turnId === null) showWords(draft);
  const turnId = draft.utterance.current.turnId!;
  const words = wordsSoFar(draft.utterance.current);
  draft.utterance.close();
  draft.sendText('user', turnId, words, true);
  draft.remember({ role: 'user', content: words });
  return turnId;
}

/** Drops words that belong to no turn, e.g. an echo or words that did not stop an answer. */
export function discardWords(draft: Draft): void {
  const utterance = draft.utterance.value;
  if (!utterance) return;
  retractWords(draft, utterance);
  draft.utterance.discardWords();
}

function retractWords(draft: Draft, { turnId }: Utterance): void {
  draft.openQuestion.close();
  if (turnId !== null) draft.sendText('user', turnId, '', true);
}

/** @returns the words so far, with the question that they may continue */
export function wholeText(draft: Draft, utterance: Utterance): string {
  const question = draft.openQuestion.at(utterance.speechStartedAt);
  const text = wordsSoFar(utterance);
  return question && hasWord(text) && !isStop(draft, text) ? `${question.text} ${text}` : text;
}

const isStop = ({ policies, options }: Draft, text: string): boolean =>
  isStopCommand(text, policies.stopCommand, options.words);
