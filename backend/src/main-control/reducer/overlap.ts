/** Speech over an answer holds it at the first sound, then stops or resumes it. */
import { affirmationsIn } from '../policies/backchannel.js';
import { decideBargeIn, isReply, type BargeInVerdict } from '../policies/barge-in.js';
import { continuationEndsAt, mayContinue } from '../policies/continuation.js';
import { isEcho } from '../policies/echo.js';
import { heardQuestion, heardText } from '../policies/heard-text.js';
import { completeIfHeard, heardMs, interruptedMessages, release } from './answer-end.js';
import { spokenAnswer } from './approval/decision.js';
import { mayPark, stopAnswer } from './approval/parking.js';
import type { Draft } from './draft.js';
import { isAudible, isWithheld, type Answer } from './slices/answer-state.js';
import type { Overlap } from './slices/overlap.js';
import { trimHistory } from './slices/tool-history.js';
import { nonSpeculativeAnswer } from './speculation.js';
import { noteSilentTask } from './user/stop-tasks.js';
import { discardWords } from './user/user-words.js';

export function onSpeechOnset(draft: Draft, agoMs: number): void {
  draft.onset.hear(draft.now);
  completeIfHeard(draft);
  if (!nonSpeculativeAnswer(draft) || draft.session.value.mode === 'push_to_talk') return;
  openOverlap(draft, draft.now - agoMs);
  draft.overlap.setAudible(true);
  decide(draft);
}

export function onSpeechOffset(draft: Draft): void {
  draft.onset.end();
  draft.overlap.setAudible(false);
  decide(draft);
}

/**
 * Handles words recognised during an answer or just after it.
 * @param startedAt when the speech containing them began
 * @returns whether they are not (yet) the user's turn: an echo, or words that have not stopped the answer
 */
export function onWordsOverAnswer(
  draft: Draft,
  { words, transcribed, isCommand }: Pick<Overlap, 'words' | 'transcribed' | 'isCommand'>,
  startedAt: number,
): boolean {
  completeIfHeard(draft);
  const isOwnEcho = isEchoOfAssistant(draft, words, startedAt);
  if (!nonSpeculativeAnswer(draft)) {
    if (isOwnEcho) discardWords(draft);
    return isOwnEcho;
  }
  if (!draft.overlap.value && (words === '' || isOwnEcho)) {
    discardWords(draft);
    return true;
  }
  openOverlap(draft, startedAt);
  draft.overlap.setWords(isOwnEcho ? '' : words, transcribed, isCommand);
  if (transcribed) draft.overlap.setAudible(isUserAudible(draft));
  return decide(draft) !== 'stop';
}

/** Whether words repeat what the user hears of the answer, or of the one that ended just before they began. */
export function isEchoOfAssistant(draft: Draft, words: string, startedAt: number): boolean {
  const { echo, heardText: options } = draft.policies;
  const answer = nonSpeculativeAnswer(draft);
  if (answer) return isEcho(words, heardText(answer, heardMs(draft, answer), options), echo);
  const { lastHeard } = draft.history.value;
  if (!lastHeard || startedAt > lastHeard.endedAt + echo.tailMs) return false;
  return isEcho(words, lastHeard.text, echo);
}

/**
 * Applies the verdict of the barge-in policy on the speech over the answer.
 * @returns the verdict, or null if no speech overlaps an answer
 */
export function decide(draft: Draft): BargeInVerdict | null {
  const overlap = draft.overlap.value;
  const answer = nonSpeculativeAnswer(draft);
  if (!overlap || !answer) return null;
  const speech = {
    ...overlap,
    isCommand: overlap.isCommand || spokenAnswer(draft, overlap.words) !== 'other',
    answerAudible: isAudible(answer),
    answerAsks: asksNow(draft, answer, overlap.words),
  };
  const { words } = draft.options;
  const { verdict, againAt } = decideBargeIn(speech, draft.now, draft.policies, words);
  if (verdict === 'stop') stopForUser(draft, answer, isReply(speech, words));
  if (verdict === 'resume') resume(draft, answer);
  if (verdict === 'hold') hold(draft, answer);
  if (againAt !== null) draft.setTimer('barge_in', againAt);
  return verdict;
}

/** Whether a yes would be the reply to what the user hears. What is read aloud asks nothing. */
function asksNow(draft: Draft, answer: Answer, said: string): boolean {
  if (answer.generation !== 'done' || answer.sentences.length > 0 || !isAudible(answer)) return false;
  const heard = heardText(answer, heardMs(draft, answer), draft.policies.heardText);
  const question = heardQuestion(answer.text, heard);
  if (question === '') return false;
  // The echo of "Is that right?" is no yes.
  const { words } = draft.options;
  const asked = affirmationsIn(question, words);
  return !affirmationsIn(said, words).some((word) => asked.includes(word));
}

/**
 * Stops the answer. The user's turn begins or goes on.
 * @param isComplete the user's words are complete by themselves
 */
function stopForUser(draft: Draft, answer: Answer, isComplete: boolean): void {
  const { messages } = draft.history.value;
  const at = messages.findLastIndex(({ role }) => role === 'user');
  const question = messages[at];
  const { askedAt } = answer;
  const heard = { askedAt, heardMs: isWithheld(answer) ? 0 : heardMs(draft, answer) };
  const { continuation } = draft.policies;
  // What was done for the question must not be done again with its rest.
  const isRest =
    !isComplete &&
    !answer.actedWith &&
    answer.question !== '' &&
    question?.role === 'user' &&
    !mayPark(draft, answer) &&
    mayContinue(heard, draft.now, continuation);
  const until = continuationEndsAt(askedAt, continuation);
  // What tools and actions did stays in the history with its question, the few words heard do not.
  const sideEffects = interruptedMessages(draft, answer, '');
  const kept =
    sideEffects.length > 0 ? [...messages.slice(0, at + 1), ...sideEffects] : messages.slice(0, at);
  if (isRest)
    draft.openQuestion.open({
      text: question.content,
      isDoubtful: answer.isDoubtful,
      until,
      history: trimHistory(kept, draft.options.historyMessages),
    });
  else draft.openQuestion.close();
  draft.utterance.setInterrupting();
  noteSilentTask(draft, answer);
  stopAnswer(draft, isRest && !isAudible(answer) ? 'replaced' : 'barge_in');
}

/** Silences the assistant at once: withholds its output, or tells the client to hold playback. */
function hold(draft: Draft, { turnId }: Answer): void {
  draft.answer.withhold();
  if (draft.answer.hold(draft.now))
    draft.send({ type: 'cmd', name: 'pause_playback', data: { turn_id: turnId } });
}

/** The speech did not stop the answer, so the answer goes on. */
export function resume(draft: Draft, answer: Answer): void {
  draft.overlap.close();
  discardWords(draft);
  draft.clearTimers('barge_in');
  if (draft.answer.resume(heardMs(draft, answer), draft.now))
    draft.send({ type: 'cmd', name: 'resume_playback', data: { turn_id: answer.turnId } });
  release(draft);
}

function openOverlap(draft: Draft, startedAt: number): void {
  draft.overlap.open(startedAt, draft.utterance.value?.speaking ?? false);
}

/** The transcript of one sound does not decide about speech that began later. */
const isUserAudible = ({ utterance, onset }: Draft): boolean =>
  (utterance.value?.speaking ?? false) || onset.value !== null;
