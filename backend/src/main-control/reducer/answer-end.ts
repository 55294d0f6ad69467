/** Ends an answer: played to its end, stopped, failed, or dropped unheard. */
import type { FlushReason } from '#protocol';
import type { ChatMessage } from '../../llm/llm.port.js';
import type { ProviderError } from '../../provider-kit/errors/provider-error.js';
import { heardQuestion, heardText, unheardText } from '../policies/heard-text.js';
import { playedMs, playoutEndsAt } from '../policies/playhead.js';
import { answerOf, finishText, startAnswer } from './answer.js';
import { noteAudible } from './approval/audible.js';
import { releaseEffects } from './emit.js';
import type { Draft } from './draft.js';
import type { EventOf } from './events.js';
import { readingMessage, tellPlace } from './reading.js';
import { toolMessages } from './slices/tool-history.js';
import { hasOpenCalls, type TurnEnding } from './slices/turn.js';
import {
  isAudible,
  isComplete,
  isReported,
  isSpeculative,
  isWithheld,
  playbackOf,
  unspokenChars,
  type Answer,
} from './slices/answer-state.js';

export function onTtsDone(draft: Draft, { turnId }: EventOf<'tts_done'>): void {
  const answer = answerOf(draft, turnId);
  if (answer?.synthesis !== 'running') return;
  draft.answer.finishAudio();
  if (!isWithheld(answer)) finishSending(draft);
}

export function onPlayback(draft: Draft, { turnId, playedMs, state }: EventOf<'playback'>): void {
  draft.session.playbackReported();
  const answer = answerOf(draft, turnId);
  if (!answer || !isAudible(answer)) return;
  const reportedMs = Math.min(Math.max(0, playedMs), answer.sentMs);
  // The client dropped its buffered audio, so the rest will not be heard.
  if (state === 'flushed') return interruptAnswer(draft, 'interrupt', reportedMs);
  draft.answer.reportPlayback(reportedMs, state, draft.now);
  noteAudible(draft);
  if (!isComplete(answer)) return;
  if (state === 'drained') return complete(draft);
  setPlayoutTimer(draft);
}

/** The client has finished playing, or should have by now. */
export function onPlayoutTimer(draft: Draft): void {
  const answer = draft.answer.value;
  if (!answer || !isComplete(answer)) return;
  if (answer.stage.name !== 'held') return complete(draft);
  draft.setTimer('playout', draft.now + draft.policies.playhead.heldCheckMs);
}

/** Ends an answer that was played to its end before the client reports it; it can no longer be interrupted. */
export function completeIfHeard(draft: Draft): void {
  const answer = draft.answer.value;
  if (!answer || !isComplete(answer) || isWithheld(answer)) return;
  if (heardMs(draft, answer) >= answer.sentMs) complete(draft);
}

/** Sends the effects of a withheld answer in order, and all later ones at once. */
export function release(draft: Draft): void {
  if (draft.answer.value?.stage.name !== 'withheld') return;
  releaseEffects(draft);
  if (isComplete(draft.answer.current)) finishSending(draft);
}

/** Stops the answer. Only the part that was heard stays in the history. */
export function interruptAnswer(draft: Draft, reason: FlushReason, reportedMs?: number): void {
  const answer = draft.answer.value;
  if (!answer) return;
  if (isSpeculative(answer)) return dropAnswer(draft);
  const { turnId, text, sentMs, announcement } = answer;
  const played = isWithheld(answer) ? 0 : heardMs(draft, answer, reportedMs);
  if (isComplete(answer) && !isWithheld(answer) && played >= sentMs) return complete(draft, true);
  draft.addEffect({ type: 'cancel', turnId });
  draft.flush(turnId, reason);
  const heard = heardText(answer, played, draft.policies.heardText);
  if (text !== '') draft.sendText('assistant', turnId, heard, true, { interrupted: true });
  draft.remember(...interruptedMessages(draft, answer, heard));
  if (heard !== '') draft.history.heard(heard, draft.now);
  if (announcement) draft.announcements.cutOff(announcement, heard, turnId);
  if (!isReported(answer)) sendMetrics(draft);
  end(draft, { outcome: 'interrupted', reason }, heard, played);
}

/**
 * The question that is being spoken needs no answer any more. Its rest is dropped, and the answer goes on as a new turn:
 * audio of a flushed turn is not played any more. Both have one record, that of the new turn.
 */
export function onQuestionAnswered(draft: Draft, turnId: number): void {
  const answer = answerOf(draft, turnId);
  if (!answer || answer.synthesis !== 'running' || answer.generation === 'done') return;
  // Where the user speaks over it, the words decide.
  if (answer.stage.name !== 'starting' && answer.stage.name !== 'speaking') return;
  const played = heardMs(draft, answer);
  if (played >= answer.sentMs && unspokenChars(answer) === 0) return;
  const heard = heardText(answer, played, draft.policies.heardText);
  const as = draft.session.nextTurn();
  draft.addEffect({ type: 'go_on_as', turnId, as });
  draft.send({ type: 'cmd', name: 'flush', data: { turn_id: turnId, reason: 'replaced', goes_on_as: as } });
  draft.sendText('assistant', turnId, heard, true, { interrupted: true });
  if (heard !== '') {
    draft.remember({ role: 'assistant', content: heard, interrupted: true });
    draft.history.heard(heard, draft.now);
  }
  sendMetrics(draft);
  draft.answer.goOnAs(as);
}

/** @returns what an interrupted answer leaves in the history: its tool calls, what was heard, its action's result */
export function interruptedMessages({ policies }: Draft, answer: Answer, heard: string): ChatMessage[] {
  const { text, toolSteps } = answer;
  const actionResult = actionResultOf(answer);
  const messages = toolMessages(toolSteps);
  const reading = readingMessage(answer, heard, true);
  if (reading) return [...messages, reading];
  if (heard === '' && actionResult === '') return messages;
  const unheard = unheardText(text, heard, policies.heardText);
  const action = actionResult !== '' && { actionResult };
  return [...messages, { role: 'assistant', content: heard, interrupted: true, unheard, ...action }];
}

/** @returns what an action did, as far as it is known; '' if it did nothing */
function actionResultOf({ actionResult, actedWith }: Answer): string {
  if (actionResult !== '' || !actedWith) return actionResult;
  const { name, isDone } = actedWith;
  return isDone
    ? `It was stopped after "${name}".`
    : `It was stopped while "${name}" ran: it is not known whether this was done.`;
}

/** Drops an answer that has sent nothing. */
export function dropAnswer(draft: Draft): void {
  const answer = draft.answer.value;
  if (!answer) return;
  draft.addEffect({ type: 'cancel', turnId: answer.turnId });
  remove(draft);
}

export function onAnswerFailed(draft: Draft, turnId: number, error: ProviderError): void {
  const answer = answerOf(draft, turnId);
  if (!answer) return;
  // The answer starts again when the turn has ended.
  if (isSpeculative(answer)) return dropAnswer(draft);
  const hasActed = answer.toolSteps.length > 0 || answer.begunAs !== turnId;
  if (error.beginsAgain && !answer.isAskedAgain && !hasActed) return beginAgain(draft, answer);
  const { message, code, stage } = error;
  draft.turn.failed({ stage, code });
  draft.send({ type: 'error', error: message, code, stage, turn_id: turnId, fatal: false });
  if (stage === 'llm') {
    // The text before the failure is an answer too.
    if (answer.text !== '' && answer.synthesis !== 'failed') return finishText(draft);
    draft.addEffect({ type: 'cancel', turnId });
    draft.answer.abandonText();
    draft.turn.reached('textDoneAt', draft.now);
  } else draft.addEffect({ type: 'cancel_speech', turnId });
  // After a TTS failure the text can be read, and the audio already sent plays to its end.
  draft.answer.failAudio();
  finishUnspoken(draft, turnId);
}

/**
 * What was said is taken back, as a new turn with the same question: audio of a flushed turn is not played any more. Both
 * have one record, that of the new turn.
 */
function beginAgain(draft: Draft, answer: Answer): void {
  const { turnId, question, askedAt, isDoubtful } = answer;
  const wasWithheld = isWithheld(answer);
  draft.addEffect({ type: 'cancel', turnId });
  if (!wasWithheld) {
    draft.flush(turnId, 'replaced');
    draft.sendText('assistant', turnId, '', true, { interrupted: true });
  }
  const { asked } = draft.turn.value!;
  remove(draft);
  const turn = draft.session.nextTurn();
  const again = { turnId: turn, text: question, askedAt, isAskedAgain: true, isDoubtful };
  startAnswer(draft, again, asked);
  if (wasWithheld) draft.answer.withhold();
}

/** Finishes an answer whose TTS failed when its text is complete. */
export function finishUnspoken(draft: Draft, turnId: number): void {
  const answer = answerOf(draft, turnId);
  if (answer?.synthesis !== 'failed' || answer.generation !== 'done') return;
  if (!isWithheld(answer) && !isReported(answer)) finishSending(draft);
}

/** All its audio was sent. */
function finishSending(draft: Draft): void {
  const { turnId, sentMs, text } = draft.answer.current;
  // An answer without audio would look like a fast one.
  if (sentMs > 0) draft.turn.reached('audioSentAt', draft.now);
  draft.send({
    type: 'cmd',
    name: 'audio_end',
    data: { turn_id: turnId, total_ms: Math.round(sentMs), text },
  });
  sendMetrics(draft);
  if (sentMs === 0) return complete(draft);
  setPlayoutTimer(draft);
}

/** A client that reports no playback does not say either that what waits for a tool was played so far. */
export function watchPlayout(draft: Draft, turnId: number): void {
  const answer = answerOf(draft, turnId);
  if (answer && isAudible(answer) && !answer.playback && hasOpenCalls(draft.turn.value))
    setPlayoutTimer(draft);
}

function setPlayoutTimer(draft: Draft): void {
  const playback = playbackOf(draft.answer.current);
  draft.setTimer('playout', playoutEndsAt(playback, draft.now, draft.policies.playhead));
}

/** @returns how much of its audio was heard: from the client's report, otherwise from the playhead */
export function heardMs({ now, policies }: Draft, answer: Answer, reportedMs?: number): number {
  return reportedMs === undefined
    ? playedMs(playbackOf(answer), now, policies.playhead)
    : Math.min(reportedMs, answer.sentMs);
}

/**
 * The answer was played to its end, or as far as it was spoken.
 * @param isStopped the user wants no more of it
 */
function complete(draft: Draft, isStopped = false): void {
  const { turnId, text, synthesis, stage, sentMs, toolSteps, actionResult } = draft.answer.current;
  const unsaid = !text.endsWith(actionResult) && { actionResult };
  if (stage.name === 'held') draft.send({ type: 'cmd', name: 'resume_playback', data: { turn_id: turnId } });
  const ttsFailed = synthesis === 'failed';
  if (text !== '' || !ttsFailed) draft.sendText('assistant', turnId, text, true, { interrupted: false });
  const options = draft.policies.heardText;
  const heard = ttsFailed ? heardText(draft.answer.current, sentMs, options) : text;
  const unread = ttsFailed && { ttsFailed, unheard: unheardText(text, heard, options) };
  draft.remember(...toolMessages(toolSteps));
  const reading = readingMessage(draft.answer.current, heard, false);
  if (reading) draft.remember(reading);
  else if (text.trim() !== '' || unsaid)
    draft.remember({ role: 'assistant', content: heard, ...unread, ...unsaid });
  if (heard !== '') draft.history.heard(heard, draft.now);
  const failed = draft.turn.value?.failure;
  const ending: TurnEnding = failed
    ? { outcome: 'failed', reason: 'provider' }
    : { outcome: 'completed', reason: null };
  end(draft, ending, heard, sentMs, isStopped);
}

/** The session ends: the turn is reported, and nothing else. */
export function endWithSession(draft: Draft): void {
  const answer = draft.answer.value;
  if (!answer || isSpeculative(answer)) return remove(draft);
  const played = isWithheld(answer) ? 0 : heardMs(draft, answer);
  const heard = heardText(answer, played, draft.policies.heardText);
  end(draft, { outcome: 'interrupted', reason: 'session_ended' }, heard, played);
}

/** Reports the turn and ends its answer. */
function end(draft: Draft, ending: TurnEnding, heard: string, heardMs: number, isStopped = false): void {
  const { turnId, askedAt, question, text, sentMs } = draft.answer.current;
  const notes = draft.turn.value!;
  const { failure } = notes;
  const words = { user: question, assistant: heard };
  if (draft.approvals.open?.spoken?.turnId !== turnId && heardQuestion(text, heard) !== '')
    draft.approvals.overtake();
  tellPlace(draft, draft.answer.current, heard, ending.outcome === 'completed' && !isStopped);
  draft.report({ ...ending, failure, turnId, askedAt, notes, sentMs, heardMs, chars: text.length, words });
  remove(draft);
}

function remove(draft: Draft): void {
  draft.answer.end();
  draft.turn.end();
  draft.overlap.close();
  draft.clearTimers('playout', 'barge_in', 'progress');
}

export function sendMetrics(draft: Draft): void {
  const { askedAt } = draft.answer.current;
  draft.answer.addMetrics({ total_ms: Math.round(draft.now - askedAt) });
  draft.send({ type: 'data', name: 'metrics', data: draft.answer.current.metrics });
}
