/** The turn state machine of a session. Pure: (state, event, time) to (state, effects). */
import type { ConversationPhase } from '#protocol';
import type { Instant } from '../../common/clock/clock.js';
import type { ProviderError } from '../../provider-kit/errors/provider-error.js';
import type { ConversationOptions } from '../options/conversation-options.js';
import {
  announceNext,
  onActionCall,
  onActionCallDone,
  onActionDone,
  onAnswerSource,
  onEarcon,
  onLlmDone,
  onLlmReasoning,
  onLlmText,
  onProgress,
  onProgressTimer,
  onToolCalls,
  onToolResult,
  onTtsAudio,
} from './answer.js';
import {
  endWithSession,
  finishUnspoken,
  interruptAnswer,
  onAnswerFailed,
  onPlayback,
  onPlayoutTimer,
  onTtsDone,
  watchPlayout,
} from './answer-end.js';
import {
  goOnWhenQuiet,
  onApprovalAnswered,
  onApprovalAsked,
  onApprovalOver,
  onApprovalTimer,
  refuseAll,
} from './approval/asking.js';
import { awaitedBy, noteAudible } from './approval/audible.js';
import { dropAllParked, stopAnswer } from './approval/parking.js';
import { Draft } from './draft.js';
import type { Effect, TimerId } from './effects.js';
import { considerEnd } from './end-of-turn.js';
import type { ConversationEvent } from './events.js';
import { decide, onSpeechOffset, onSpeechOnset } from './overlap.js';
import { onFinalTimeout, onSttFailed, onSttSilence } from './recogniser.js';
import { isDictated, onDictation, onDictationTimer } from './user/dictation.js';
import { isSleptThrough, onSleep } from './user/sleep.js';
import { isAudible, type Answer } from './slices/answer-state.js';
import { onPushToTalk, onSpeechEnd, onSpeechStart } from './speech.js';
import { nonSpeculativeAnswer, dropSpeculation } from './speculation.js';
import type { ConversationState } from './state.js';
import { onTextInput } from './user/text-input.js';
import { stopPrograms } from './user/stop-tasks.js';
import { closeUtterance } from './user/user-words.js';
import { onEagerEnd, onEndOfTurn, onFinal, onPartial, onResumed } from './transcripts.js';

/**
 * @param at when the event happens
 * @returns the next state, and the effects to carry out in order
 */
export function reduce(
  state: ConversationState,
  event: ConversationEvent,
  at: Instant,
  options: ConversationOptions,
): { state: ConversationState; effects: Effect[] } {
  const draft = new Draft(state, at, options);
  if (event.type.startsWith('stt_')) draft.recogniser.heard();
  noteAudible(draft);
  if (!isSleptThrough(draft, event) && !isDictated(draft, event)) apply(draft, event);
  // The turn of a user who spoke over the answer may already have ended.
  if (state.answer && !draft.answer.value) considerEnd(draft);
  if (!draft.utterance.value) dropSpeculation(draft);
  goOnWhenQuiet(draft);
  announceNext(draft);
  sendPhase(draft, state);
  return { state: draft.state, effects: draft.effects };
}

function apply(draft: Draft, event: ConversationEvent): void {
  switch (event.type) {
    case 'started': {
      const { endpointing, bargeIn } = draft.options.policies;
      return draft.session.start(event.mode, { endpointing, bargeIn });
    }
    case 'mode_changed':
      draft.session.changeMode(event.mode);
      if (event.mode === 'hands_free') draft.utterance.setReleased(false);
      return;
    case 'settings_changed':
      return draft.session.changeSettings(event.settings);
    case 'speech_onset':
      return onSpeechOnset(draft, event.agoMs);
    case 'speech_offset':
    case 'client_gone':
      onSpeechOffset(draft);
      return considerEnd(draft);
    case 'speech_start':
      return onSpeechStart(draft, event.agoMs);
    case 'speech_end':
      return onSpeechEnd(draft, event.agoMs, event.transcriptOwed);
    case 'push_to_talk':
      return onPushToTalk(draft, event.down, event.transcriptOwed);
    case 'stt_partial':
      return onPartial(draft, event.text);
    case 'stt_final':
      return onFinal(draft, event);
    case 'stt_end_of_turn':
      return onEndOfTurn(draft, event.text);
    case 'stt_eager_end':
      return onEagerEnd(draft, event.text);
    case 'stt_resumed':
      return onResumed(draft);
    case 'stt_failed':
      return onSttFailed(draft, event.error);
    case 'stt_warning':
      draft.recogniser.warned(draft.now);
      return sendWarning(draft, event.error);
    case 'provider_warning':
      return sendWarning(draft, event.error, event.recovering);
    case 'text_input':
      return onTextInput(draft, event.text);
    case 'interrupt':
      return onInterrupt(draft, event.turnId, event.playedMs);
    case 'approval_asked':
      return onApprovalAsked(draft, event);
    case 'approval_answered':
      return onApprovalAnswered(draft, event);
    case 'approval_over':
      return onApprovalOver(draft, event);
    case 'playback':
      return onPlayback(draft, event);
    case 'llm_text':
      return onLlmText(draft, event);
    case 'llm_reasoning':
      return onLlmReasoning(draft, event);
    case 'tool_calls':
      onToolCalls(draft, event);
      return watchPlayout(draft, event.turnId);
    case 'tool_result':
      return onToolResult(draft, event);
    case 'progress':
      return onProgress(draft, event);
    case 'action_call':
      onActionCall(draft, event);
      return watchPlayout(draft, event.turnId);
    case 'action_call_done':
      return onActionCallDone(draft, event);
    case 'earcon':
      return onEarcon(draft, event);
    case 'answer_source':
      return onAnswerSource(draft, event);
    case 'action_done':
      return onActionDone(draft, event);
    case 'llm_done':
      onLlmDone(draft, event);
      return finishUnspoken(draft, event.turnId);
    case 'tts_audio':
      onTtsAudio(draft, event);
      return watchPlayout(draft, event.turnId);
    case 'tts_done':
      return onTtsDone(draft, event);
    case 'answer_failed':
      return onAnswerFailed(draft, event.turnId, event.error);
    case 'announce':
      return draft.announcements.add(event.text, event.untilHeard ?? false);
    case 'program_calls':
      return draft.session.setProgramCalls(event.open);
    case 'read_on':
      return draft.session.setReadsOn(!draft.session.value.asleep);
    case 'sleep':
      return onSleep(draft, event.on);
    case 'dictation':
      if (event.on) onSleep(draft, false);
      if (event.stopsAnswer) stopAnswer(draft, 'interrupt');
      return onDictation(draft, event.on, event.reason);
    case 'forget':
      refuseAll(draft, 'button');
      draft.history.forget(draft.answer.value !== null);
      draft.announcements.removeAll();
      draft.session.setReadsOn(false);
      return draft.openQuestion.close();
    case 'session_ended':
      return onSessionEnded(draft);
    case 'timer':
      return onTimer(draft, event.id);
  }
}

function onSessionEnded(draft: Draft): void {
  endWithSession(draft);
  dropAllParked(draft, { outcome: 'interrupted', reason: 'session_ended' });
  if (draft.utterance.value) closeUtterance(draft, { outcome: 'unanswered', reason: 'session_ended' });
}

function sendWarning(draft: Draft, { message, code, stage }: ProviderError, recovering = true): void {
  draft.send({ type: 'error', error: message, code, stage, ...(recovering && { recovering }), fatal: false });
}

function onInterrupt(draft: Draft, turnId: number | undefined, playedMs: number | undefined): void {
  const answer = draft.answer.value;
  const answering = answer?.turnId;
  const isOf = (each: Answer | null) => each !== null && turnId! >= each.begunAs && turnId! <= each.turnId;
  const stopsParked = draft.parked.value.some((parked) => isOf(parked.answer));
  // A late click on the previous answer must not stop the next one.
  if (turnId !== undefined && !isOf(answer) && !stopsParked) return;
  refuseAll(draft, 'button');
  stopPrograms(draft);
  if (turnId !== undefined && !isOf(answer)) return;
  draft.session.setReadsOn(false);
  // What was played of its earlier turns says nothing of this one.
  const isOfEarlier = turnId !== undefined && turnId !== answering;
  interruptAnswer(draft, 'interrupt', isOfEarlier ? undefined : playedMs);
  if (answering !== undefined) draft.announcements.stopped(answering);
}

function onTimer(draft: Draft, id: TimerId): void {
  switch (id) {
    case 'endpoint':
      return considerEnd(draft);
    case 'barge_in':
      decide(draft);
      return;
    case 'stt_final':
      return onFinalTimeout(draft);
    case 'stt_silence':
      return onSttSilence(draft);
    case 'playout':
      return onPlayoutTimer(draft);
    case 'progress':
      return onProgressTimer(draft);
    case 'approval':
      return onApprovalTimer(draft);
    case 'dictation':
      return onDictationTimer(draft);
  }
}

function sendPhase(draft: Draft, before: ConversationState): void {
  const { turnId, started } = draft.session.value;
  const phase = phaseOf(draft);
  if (phase === before.phase && (turnId === before.turnId || !started)) return;
  draft.session.changePhase(phase);
  draft.send({ type: 'data', name: 'state', data: { state: phase, turn_id: turnId } });
}

function phaseOf(draft: Draft): ConversationPhase {
  const { started, asleep, mode } = draft.session.value;
  const answer = nonSpeculativeAnswer(draft);
  if (!started) return 'idle';
  const awaited = answer && awaitedBy(draft, answer);
  if (answer && isAudible(answer) && !awaited) return 'speaking';
  if (answer && answer.question !== '' && awaited !== 'user') return 'thinking';
  if (asleep) return 'waiting';
  return mode === 'push_to_talk' && !draft.utterance.value ? 'idle' : 'listening';
}
