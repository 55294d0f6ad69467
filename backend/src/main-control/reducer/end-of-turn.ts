/** Finds the end of the user's turn, starts the answer early, and answers the turn. */
import { completeness, type Completeness } from '../policies/completeness.js';
import { endOfTurnAt, onsetCertainAt } from '../policies/endpointing.js';
import type { Certainty } from '../policies/heard-command.js';
import { isWorthAnswering } from '../policies/speculation.js';
import { isOnlyStopCommand } from '../policies/stop-command.js';
import { startAnswer } from './answer.js';
import { interruptAnswer, release } from './answer-end.js';
import { answerByVoice } from './user/answering.js';
import type { Draft } from './draft.js';
import { onSpeechOnset } from './overlap.js';
import type { TurnEnding } from './slices/turn.js';
import { certaintyOf } from './slices/utterance.js';
import { nonSpeculativeAnswer, confirmSpeculation, speculate } from './speculation.js';
import { askedNotes, closeUtterance, isDoubtful, wholeText } from './user/user-words.js';

/** Ends the turn if it is over, otherwise sets a timer for its end. An answer may begin before that. */
export function considerEnd(draft: Draft): void {
  const utterance = draft.utterance.value;
  if (!utterance || utterance.speaking || utterance.speechEndedAt === null || nonSpeculativeAnswer(draft))
    return;
  const { endpointing } = draft.policies;
  const text = wholeText(draft, utterance);
  const certainty = certaintyOf(utterance, text);
  const pause = {
    speechEndedAt: utterance.speechEndedAt,
    transcribed: utterance.pendingFinals === 0,
    // "Okay" is often followed by "wait".
    completeness: draft.approvals.open ? 'unknown' : completenessOf(draft, text, certainty),
    released: utterance.released,
    // Over an answer, a sound of the answer may be taken for a command, so a pause has to follow.
    isCommand:
      certainty === 'sure' && !draft.approvals.open && !utterance.interrupting && !utterance.command?.mayGoOn,
  };
  const endsAt = endOfTurnAt(pause, endpointing);
  // After an onset it takes a moment to know whether the user is speaking again.
  const certainAt = utterance.released ? -Infinity : onsetCertainAt(draft.onset.value, endpointing);
  if (endsAt !== null && endsAt < certainAt && certainAt > draft.now)
    return draft.setTimer('endpoint', certainAt);
  if (endsAt !== null && endsAt <= draft.now) return endTurn(draft);
  if (endsAt !== null) draft.setTimer('endpoint', endsAt);
  if (pause.transcribed) answerAhead(draft);
}

/** Starts the answer early if the turn has probably ended. */
export function answerAhead(draft: Draft): void {
  if (nonSpeculativeAnswer(draft) || draft.policies.endpointing.manual) return;
  const utterance = draft.utterance.current;
  const text = wholeText(draft, utterance);
  const certainty = certaintyOf(utterance, text);
  if (isWorthAnswering(text, completenessOf(draft, text, certainty)))
    speculate(draft, text, isDoubtful(draft, utterance));
}

/** The user has finished. The words become a turn and are answered. */
export function endTurn(draft: Draft): void {
  if (answerByVoice(draft)) return;
  const utterance = draft.utterance.current;
  const text = wholeText(draft, utterance);
  const hasDoubt = isDoubtful(draft, utterance);
  const { policies, options } = draft;
  const isStop =
    utterance.interrupting &&
    isOnlyStopCommand(text, policies.stopCommand, options.words) &&
    !hasStoppedQuestion(draft);
  const turnId = closeUtterance(draft, isStop ? STOPPED : undefined);
  if (turnId === null) return interruptAnswer(draft, 'replaced');
  if (isStop) {
    // The turn before this one is the one that was stopped.
    draft.announcements.stopped(turnId - 1);
    if (utterance.stopped !== '') draft.announcements.add(utterance.stopped, false);
    return interruptAnswer(draft, 'replaced');
  }
  draft.approvals.askAgain();
  const askedAt = utterance.speechEndedAt ?? draft.now;
  const isAhead = confirmSpeculation(draft, text, hasDoubt);
  const asked = { ...askedNotes(utterance, draft.now), speculationUsed: isAhead };
  if (isAhead) draft.turn.confirm(asked);
  else startAnswer(draft, { turnId, text, askedAt, isDoubtful: hasDoubt }, asked);
  draft.answer.addMetrics({
    stt_final_ms: Math.round((utterance.finalAt ?? draft.now) - askedAt),
    ...(utterance.speculations > 0 && { speculations: utterance.speculations }),
  });
  // A recogniser that ends turns itself may do so just after the user has gone on.
  const onsetAt = draft.onset.value;
  if (onsetAt !== null && !utterance.released && onsetCertainAt(onsetAt, policies.endpointing) > draft.now)
    onSpeechOnset(draft, draft.now - onsetAt);
  if (isAhead && !draft.overlap.value) release(draft);
}

/** Whether an action's question was stopped: the words are its answer, and may have to be carried out. */
const hasStoppedQuestion = (draft: Draft): boolean => {
  const last = nonSpeculativeAnswer(draft) ?? draft.history.value.messages.at(-1);
  return last !== undefined && 'actionResult' in last && last.actionResult?.endsWith('?') === true;
};

const STOPPED: TurnEnding = { outcome: 'unanswered', reason: 'stop_command' };

const completenessOf = ({ policies, options }: Draft, text: string, certainty: Certainty): Completeness =>
  certainty !== 'ordinary'
    ? 'complete'
    : completeness(text, policies.completeness, options.words, options.grammar);
