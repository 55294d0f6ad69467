/** Shows the words of the user's turn, takes them back, or keeps them at its end. */
import { isStopCommand } from '../../policies/stop-command.js';
import { hasWord } from '../../policies/words.js';
import type { Draft } from '../draft.js';
import type { OpenQuestion } from '../slices/open-question.js';
import { notesOf, type AskedNotes, type TurnEnding } from '../slices/turn.js';
import { wordsSoFar, type Utterance } from '../slices/utterance.js';
import { dropOtherSpeculation } from '../speculation.js';

/** Sends the words so far. The first words give the turn its number and may continue the question before. */
export function showWords(draft: Draft): void {
  const { turnId, speechStartedAt } = draft.utterance.current;
  const question = draft.openQuestion.at(speechStartedAt);
  if (question && !isStop(draft, wordsSoFar(draft.utterance.current))) {
    draft.history.rewind(question.history);
    draft.utterance.continueQuestion(question);
  }
  draft.openQuestion.close();
  if (turnId === null) draft.utterance.setTurn(draft.session.nextTurn());
  const words = wordsSoFar(draft.utterance.current);
  draft.sendText('user', draft.utterance.current.turnId!, words, false);
  dropOtherSpeculation(draft, words, draft.utterance.current.isDoubtful);
}

/**
 * Ends the utterance and keeps its words.
 * @param unanswered how the turn ends if it gets no answer
 * @param isKept whether they belong in the history
 * @returns its turn; null if there were no words
 */
export function closeUtterance(draft: Draft, unanswered?: TurnEnding, isKept = true): number | null {
  const utterance = draft.utterance.current;
  draft.clearTimers('endpoint', 'stt_final');
  if (!hasWord(wordsSoFar(utterance))) {
    retractWords(draft, utterance, 'no_words');
    draft.utterance.close();
    return null;
  }
  if (utterance.turnId === null) showWords(draft);
  const { isDoubtful: uncertain } = draft.utterance.current;
  const turnId = draft.utterance.current.turnId!;
  const words = wordsSoFar(draft.utterance.current);
  draft.utterance.close();
  draft.session.setReadsOn(false);
  draft.sendText('user', turnId, words, true, uncertain ? { uncertain } : {});
  if (isKept) draft.remember({ role: 'user', content: words });
  if (unanswered) reportUnanswered(draft, { ...utterance, turnId }, words, unanswered);
  return turnId;
}

/** Drops words that belong to no turn, e.g. an echo or words that did not stop an answer. */
export function discardWords(draft: Draft): void {
  const utterance = draft.utterance.value;
  if (!utterance) return;
  retractWords(draft, utterance, 'not_a_turn');
  draft.utterance.discardWords();
}

function retractWords(draft: Draft, utterance: Utterance, reason: 'no_words' | 'not_a_turn'): void {
  const { turnId } = utterance;
  draft.openQuestion.close();
  if (turnId === null) return;
  draft.sendText('user', turnId, '', true);
  reportUnanswered(draft, utterance, wordsSoFar(utterance), { outcome: 'retracted', reason });
}

function reportUnanswered(draft: Draft, utterance: Utterance, words: string, ending: TurnEnding): void {
  const { turnId, speechEndedAt } = utterance;
  const askedAt = speechEndedAt ?? draft.now;
  const notes = notesOf(askedNotes(utterance, draft.now));
  draft.report({ ...ending, turnId: turnId!, askedAt, notes, words: { user: words, assistant: '' } });
}

/** @param turnEndedAt when the turn was known to have ended */
export function askedNotes(utterance: Utterance, turnEndedAt: number): AskedNotes {
  const { startedAt, speechEndedAt, finalAt, speculations } = utterance;
  // An end before the start is that of earlier speech, whose words were dropped.
  const isKnown = speechEndedAt === null || startedAt <= speechEndedAt;
  return {
    kind: 'voice',
    speechStartedAt: isKnown ? startedAt : null,
    transcribedAt: finalAt,
    turnEndedAt,
    speculations,
    speculationUsed: false,
  };
}

/** @returns the words so far, with the question that they may continue */
export function wholeText(draft: Draft, utterance: Utterance): string {
  const text = wordsSoFar(utterance);
  const question = continuedBy(draft, utterance);
  return question ? `${question.text} ${text}` : text;
}

/** Whether some of these words are a command about the page that may have been another one. */
export const isDoubtful = (draft: Draft, utterance: Utterance): boolean =>
  utterance.isDoubtful || continuedBy(draft, utterance)?.isDoubtful === true;

function continuedBy(draft: Draft, utterance: Utterance): OpenQuestion | null {
  const text = wordsSoFar(utterance);
  return hasWord(text) && !isStop(draft, text) ? draft.openQuestion.at(utterance.speechStartedAt) : null;
}

const isStop = ({ policies, options }: Draft, text: string): boolean =>
  isStopCommand(text, policies.stopCommand, options.words);
