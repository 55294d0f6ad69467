import type {
  DataMessage,
  ErrorMessage,
  MetricsData,
  Mode,
  SessionData,
  StateData,
  TextData,
} from '#protocol';
import type { PlaybackPosition } from '../../audio/player';
import type { MicrophoneState } from '../../microphone/microphone';
import type { Notice, SessionState } from './session-state';
import { mergeMarks, type AnswerTimings } from './answer-timings';
import { spokenEnd, type AnswerTiming } from './spoken-words';
import {
  closeTurns,
  turnKey,
  applyMetrics,
  dropAbandonedTurns,
  advanceSpoken,
  applyText,
  applyTyped,
  appendUnsent,
} from './turn-log';

export type SessionEvent =
  | { type: 'connect'; backendUrl: string }
  | { type: 'opened' }
  | { type: 'reconnecting'; attempt: number; atMs: number }
  | { type: 'retrying' }
  | { type: 'closed'; notice: Notice | null }
  | { type: 'data'; message: DataMessage }
  | { type: 'error'; message: ErrorMessage }
  | { type: 'audio_end'; turnId: number; totalMs: number }
  | { type: 'playback'; position: PlaybackPosition; audible: boolean; drained?: boolean }
  | { type: 'playback_failed' }
  | { type: 'microphone'; state: MicrophoneState }
  | { type: 'muted'; muted: boolean }
  | { type: 'mode'; mode: Mode }
  | { type: 'talking'; talking: boolean }
  | { type: 'typed'; id: number; text: string }
  | { type: 'notice_dismissed' };

/** The panels' state, and what only the reducer needs. */
export interface ReducerState {
  view: SessionState;
  /** Counts the sessions of this page: turn ids start over with each one that is not resumed. */
  epoch: number;
  /** How far the latest answers were played. The panels get only the end of the spoken words. */
  timings: AnswerTimings;
}

/** The only function that changes a session's state. */
export function reduce(state: ReducerState, event: SessionEvent): ReducerState {
  const { view } = state;
  const next = (changes: Partial<SessionState>): ReducerState => ({
    ...state,
    view: { ...view, ...changes },
  });
  switch (event.type) {
    case 'connect':
      return next({
        connection: 'connecting',
        backendUrl: event.backendUrl,
        wasOpen: false,
        retry: null,
        notice: null,
      });
    case 'opened':
      // The connection counts as open once the session message has come.
      return next({ connection: view.wasOpen ? 'reconnecting' : 'connecting', retry: null, notice: null });
    case 'reconnecting':
      return next({
        connection: 'reconnecting',
        retry: { attempt: event.attempt, atMs: event.atMs },
        phase: 'idle',
        userSpeaking: false,
      });
    case 'retrying':
      return next({ connection: view.wasOpen ? 'reconnecting' : 'connecting', retry: null });
    case 'closed':
      return {
        ...state,
        epoch: state.epoch + 1,
        view: {
          ...view,
          connection: 'off',
          wasOpen: false,
          retry: null,
          phase: 'idle',
          userSpeaking: false,
          sttFailed: false,
          audible: false,
          talking: false,
          pending: [],
          notice: event.notice,
          turns: appendUnsent(closeTurns(view.turns), state.epoch, view.pending),
        },
      };
    case 'data':
      return reduceData(state, event.message);
    case 'error': {
      const { error: text, code, stage = null, turn_id: turnId = null, recovering } = event.message;
      if (code === 'session_not_found') return next({ notice: { code: 'session_lost' } });
      const sttFailed = view.sttFailed || (stage === 'stt' && !recovering);
      return next({ sttFailed, notice: { code: 'backend', text, stage, turnId } });
    }
    case 'audio_end':
      return withTiming(state, event.turnId, (timing) => ({ ...timing, totalMs: event.totalMs }));
    case 'playback': {
      const { audible, drained = false, position } = event;
      return withTiming(audible === view.audible ? state : next({ audible }), position.turnId, (timing) => ({
        ...timing,
        playedMs: position.heardMs,
        drained,
      }));
    }
    case 'playback_failed':
      return next({ notice: { code: 'playback_failed' } });
    case 'microphone':
      return next({ microphone: event.state });
    case 'muted':
      return next({ muted: event.muted });
    case 'mode':
      return next({ mode: event.mode });
    case 'talking':
      return next({ talking: event.talking });
    case 'typed':
      return next({ pending: [...view.pending, { id: event.id, text: event.text }] });
    case 'notice_dismissed':
      return next({ notice: null });
  }
}

function reduceData(state: ReducerState, message: DataMessage): ReducerState {
  switch (message.name) {
    case 'session':
      return onSession(state, message.data);
    case 'state':
      return onPhase(state, message.data);
    case 'text_data':
      return onText(state, message.data);
    case 'metrics':
      return onMetrics(state, message.data);
    case 'speech_marks': {
      const { turn_id: turnId, marks } = message.data;
      return withTiming(state, turnId, (timing) => ({ ...timing, marks: mergeMarks(timing.marks, marks) }));
    }
    default:
      return state;
  }
}

/** Changes what is known of an answer's playback, and moves its spoken words along. */
function withTiming(
  state: ReducerState,
  turnId: number,
  change: (timing: AnswerTiming) => AnswerTiming,
): ReducerState {
  const key = turnKey(state.epoch, turnId);
  return updateSpokenWords({ ...state, timings: state.timings.with(key, change) }, key);
}

function updateSpokenWords(state: ReducerState, key: string): ReducerState {
  const { view, timings } = state;
  const turns = advanceSpoken(view.turns, key, (text) => spokenEnd(text, timings.of(key)));
  return turns === view.turns ? state : { ...state, view: { ...view, turns } };
}

function onSession(state: ReducerState, data: SessionData): ReducerState {
  const { view, epoch } = state;
  const fresh = !data.resumed;
  return {
    ...state,
    epoch: fresh ? epoch + 1 : epoch,
    view: {
      ...view,
      connection: 'open',
      wasOpen: true,
      providers: data.providers,
      defaults: data.settings ?? null,
      sttFailed: view.sttFailed && data.resumed,
      turns: fresh ? closeTurns(view.turns) : view.turns,
    },
  };
}

function onPhase(state: ReducerState, { state: phase, turn_id: turnId }: StateData): ReducerState {
  const userSpeaking = state.view.userSpeaking && phase === 'listening';
  return { ...state, view: { ...state.view, phase, turnId, userSpeaking } };
}

function onText(state: ReducerState, data: TextData): ReducerState {
  const { view, epoch } = state;
  if (data.data_type !== 'transcribe') return state;
  const user = data.role === 'user';
  const [oldest] = view.pending;
  // Typed turns are answered in order: the first text of a new turn belongs to the oldest of them.
  const fresh = !view.turns.some((turn) => turn.key === `${epoch}.${data.turn_id}`);
  const answersTyped = oldest !== undefined && (user ? data.is_final && data.text === oldest.text : fresh);
  const turns = answersTyped ? applyTyped(view.turns, epoch, data.turn_id, oldest.text) : view.turns;
  const next = {
    ...state,
    view: {
      ...view,
      turnId: Math.max(view.turnId, data.turn_id),
      notice: isResolved(view.notice, data) ? null : view.notice,
      userSpeaking: user ? !data.is_final : view.userSpeaking,
      // A transcript of speech, and not of a typed turn: speech recognition works again.
      sttFailed: view.sttFailed && (!user || data.text === '' || answersTyped),
      pending: answersTyped ? view.pending.slice(1) : view.pending,
      turns: applyText(dropAbandonedTurns(turns, epoch, data.turn_id), epoch, data),
    },
  };
  return updateSpokenWords(next, turnKey(epoch, data.turn_id));
}

/** A problem with one turn is resolved once a later turn was answered. */
function isResolved(notice: Notice | null, { role, is_final, turn_id }: TextData): boolean {
  if (role !== 'assistant' || !is_final) return false;
  if (notice?.code === 'session_lost') return true;
  return notice?.code === 'backend' && notice.turnId !== null && turn_id > notice.turnId;
}

function onMetrics(state: ReducerState, metrics: MetricsData): ReducerState {
  const turns = applyMetrics(state.view.turns, state.epoch, metrics);
  return { ...state, view: { ...state.view, turns } };
}
