/** Main control: the turn state machine of a session. Pure: (state, event, now) to (state, effects). */
import type { ConversationPhase } from '#protocol';
import type { Instant } from '../../common/clock/clock.js';
import type { ProviderError } from '../../provider-kit/errors/provider-error.js';
import {
  announceNext,
  onLlmDone,
  onLlmReasoning,
  onLlmText,
  onToolCalls,
  onToolResult,
  onTtsAudio,
} from './answer.js';
import {
  dropAnswer,
  interruptAnswer,
  finishUnspoken,
  onAnswerFailed,
  onPlayback,
  onPlayoutTimer,
  onTtsDone,
} from './answer-end.js';
import type { ConversationOptions, TurnTaking, TurnTakingSettings } from '../options/conversation-options.js';
import type { Effect, TimerId } from './effects.js';
import type { ConversationEvent } from './events.js';
import type { ConversationState } from './state.js';
import { Draft } from './draft.js';
import { considerEnd } from './end-of-turn.js';
import { judge, onVoiceHush, onVoiceOnset } from './overlap.js';
import {
  onEagerEnd,
  onEndOfTurn,
  onFinal,
  onFinalTimeout,
  onResumed,
  onPartial,
  onPushToTalk,
  onSpeechEnd,
  onSpeechStart,
  onSttFailed,
  onSttSilence,
  onTextInput,
} from './user-turn.js';

const MAX_ANNOUNCEMENTS = 10;

/**
 * @param at when the event happened
 * @returns the next state, and what is to be done, in that order
 */
export function reduce(
  state: ConversationState,
  event: ConversationEvent,
  at: Instant,
  options: ConversationOptions,
): { state: ConversationState; effects: Effect[] } {
  const draft = new Draft(state, at, options);
  if (event.type.startsWith('stt_')) draft.state.isSttSilent = false;
  apply(draft, event);
  // A turn that was said over an answer is looked at again when that answer is out of the way.
  if (state.answer && !draft.state.answer) considerEnd(draft);
  // What was begun ahead of a turn that is no more.
  if (draft.state.answer?.speculative && !draft.state.utterance) dropAnswer(draft);
  announceNext(draft);
  const phase = phaseOf(draft.state);
  if (phase !== state.phase || (draft.state.turnId !== state.turnId && draft.state.started)) {
    draft.state.phase = phase;
    draft.send({ type: 'data', name: 'state', data: { state: phase, turn_id: draft.state.turnId } });
  }
  return draft;
}

function apply(draft: Draft, event: ConversationEvent): void {
  switch (event.type) {
    case 'started':
      draft.state.started = true;
      draft.state.mode = event.mode;
      draft.state.settings = { endpointing: draft.policies.endpointing, bargeIn: draft.policies.bargeIn };
      return;
    case 'mode_changed':
      draft.state.mode = event.mode;
      if (draft.state.utterance && event.mode === 'hands_free') draft.state.utterance.released = false;
      return;
    case 'settings_changed':
      draft.state.settings = changedSettings(draft.state.settings, event.settings);
      return;
    case 'speech_onset':
      return onVoiceOnset(draft, event.agoMs);
    case 'speech_offset':
    case 'client_gone':
      onVoiceHush(draft);
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
      return onFinal(draft, event.text);
    case 'stt_end_of_turn':
      return onEndOfTurn(draft, event.text);
    case 'stt_eager_end':
      return onEagerEnd(draft, event.text);
    case 'stt_resumed':
      return onResumed(draft);
    case 'stt_failed':
      return onSttFailed(draft, event.error);
    case 'stt_warning':
      draft.state.sttWarnedAt = draft.now;
      return onProviderWarning(draft, event.error);
    case 'provider_warning':
      return onProviderWarning(draft, event.error, event.recovering);
    case 'text_input':
      return onTextInput(draft, event.text);
    case 'interrupt':
      return onInterrupt(draft, event.turnId, event.playedMs);
    case 'playback':
      return onPlayback(draft, event);
    case 'llm_text':
      return onLlmText(draft, event);
    case 'llm_reasoning':
      return onLlmReasoning(draft, event);
    case 'tool_calls':
      return onToolCalls(draft, event);
    case 'tool_result':
      return onToolResult(draft, event);
    case 'llm_done':
      onLlmDone(draft, event);
      return finishUnspoken(draft, event.turnId);
    case 'tts_audio':
      return onTtsAudio(draft, event);
    case 'tts_done':
      return onTtsDone(draft, event);
    case 'answer_failed':
      return onAnswerFailed(draft, event.turnId, event.error);
    case 'announce':
      draft.state.announcements = [...draft.state.announcements, event.text].slice(-MAX_ANNOUNCEMENTS);
      return;
    case 'timer':
      return onTimer(draft, event.id);
  }
}

function changedSettings(settings: TurnTaking, { endpointing, bargeIn }: TurnTakingSettings): TurnTaking {
  return {
    endpointing: { ...settings.endpointing, ...endpointing },
    bargeIn: { ...settings.bargeIn, ...bargeIn },
  };
}

function onProviderWarning(draft: Draft, { message, code, stage }: ProviderError, recovering = true): void {
  draft.send({ type: 'error', error: message, code, stage, ...(recovering && { recovering }), fatal: false });
}

function onInterrupt(draft: Draft, turnId: number | undefined, playedMs: number | undefined): void {
  // A click that was meant for an answer that is over must not stop the next one.
  if (turnId !== undefined && turnId !== draft.state.answer?.turnId) return;
  interruptAnswer(draft, 'interrupt', playedMs);
}

function onTimer(draft: Draft, id: TimerId): void {
  switch (id) {
    case 'endpoint':
      return considerEnd(draft);
    case 'barge_in':
      return judge(draft);
    case 'stt_final':
      return onFinalTimeout(draft);
    case 'stt_silence':
      return onSttSilence(draft);
    case 'playout':
      return onPlayoutTimer(draft);
  }
}

function phaseOf({ started, answer, mode, utterance }: ConversationState): ConversationPhase {
  if (!started) return 'idle';
  if (answer && answer.firstAudioAt !== null) return 'speaking';
  if (answer && !answer.speculative && answer.question !== '') return 'thinking';
  return mode === 'push_to_talk' && !utterance ? 'idle' : 'listening';
}
