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
import type { MicrophoneSignal } from '../../microphone/signal-watch';
import { usableVersion } from '../../version/compare-versions';
import type { Notice, SessionState, Turn } from './session-state';
import { ENDED_COPILOT, reduceCopilot, type CopilotEvent } from './copilot-state';
import { mergeMarks, type AnswerTimings } from './answer-timings';
import { MAX_ERROR_LENGTH, usablePhase, usableProviders, usableRecording, usableText } from './usable-data';
import { spokenEnd, type AnswerTiming } from './spoken-words';
import {
  closeTurns,
  turnKey,
  applyMetrics,
  dropAbandonedTurns,
  advanceSpoken,
  applyText,
  assumeTyped,
  withdrawAssumption,
  appendUnsent,
  MAX_PENDING,
} from './turn-log';

export type SessionEvent =
  | { type: 'connect'; backendUrl: string }
  | { type: 'opened' }
  /** `restarting`: the backend said so when it closed the connection. */
  | { type: 'reconnecting'; attempt: number; atMs: number; restarting: boolean }
  | { type: 'retrying' }
  | { type: 'closed'; notice: Notice | null }
  | { type: 'data'; message: DataMessage }
  | { type: 'error'; message: ErrorMessage }
  | { type: 'audio_end'; turnId: number; totalMs: number }
  | { type: 'playback'; position: PlaybackPosition; audible: boolean; drained?: boolean }
  | { type: 'playback_failed' }
  | { type: 'microphone'; state: MicrophoneState }
  | { type: 'signal'; signal: MicrophoneSignal }
  | { type: 'muted'; muted: boolean }
  | { type: 'mode'; mode: Mode }
  | { type: 'talking'; talking: boolean }
  | { type: 'typed'; id: number; text: string }
  | { type: 'typed_refused'; ids: number[] }
  | { type: 'notice_dismissed' }
  | { type: 'copilot'; event: CopilotEvent };

/** The panels' state, and what only the reducer needs. */
export interface ReducerState {
  view: SessionState;
  /** Counts the sessions of this page: turn ids start over with each one that is not resumed. */
  epoch: number;
  /** How far the latest answers were played. The panels get only the end of the spoken words. */
  timings: AnswerTimings;
}

const NO_SESSION = {
  wasOpen: false,
  retry: null,
  restartSaidAt: null,
  phase: 'idle',
  userSpeaking: false,
  sttFailed: false,
  audible: false,
  recording: null,
  ...ENDED_COPILOT,
} satisfies Partial<SessionState>;

/** The only function that changes a session's state. */
export function reduce(state: ReducerState, event: SessionEvent): ReducerState {
  const { view } = state;
  const next = (changes: Partial<SessionState>): ReducerState => ({
    ...state,
    view: { ...view, ...changes },
  });
  switch (event.type) {
    case 'connect':
      return {
        ...state,
        epoch: state.epoch + 1,
        view: {
          ...view,
          ...NO_SESSION,
          connection: 'connecting',
          backendUrl: event.backendUrl,
          notice: null,
          turns: closeTurns(view.turns),
        },
      };
    case 'opened':
      // The connection counts as open once the session message has come.
      return next({ connection: view.wasOpen ? 'reconnecting' : 'connecting', retry: null, notice: null });
    case 'reconnecting':
      return next({
        connection: 'reconnecting',
        retry: { attempt: event.attempt, atMs: event.atMs },
        restartSaidAt: event.restarting ? event.attempt : view.restartSaidAt,
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
          ...NO_SESSION,
          connection: 'off',
          talking: false,
          pending: [],
          notice: event.notice,
          turns: appendUnsent(closeTurns(view.turns), state.epoch, view.pending),
        },
      };
    case 'data':
      return reduceData(state, event.message);
    case 'error': {
      const { error, code, stage = null, turn_id: turnId = null, recovering } = event.message;
      const text = error.slice(0, MAX_ERROR_LENGTH);
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
    case 'signal':
      return next({ signal: event.signal });
    case 'muted':
      return next({ muted: event.muted });
    case 'mode':
      return next({ mode: event.mode });
    case 'talking':
      return next({ talking: event.talking });
    case 'typed': {
      const typed = { id: event.id, text: event.text };
      if (view.pending.length < MAX_PENDING) return next({ pending: [...view.pending, typed] });
      return next({ turns: appendUnsent(view.turns, state.epoch, [typed]) });
    }
    case 'typed_refused': {
      const refused = view.pending.filter(({ id }) => event.ids.includes(id));
      return next({
        pending: view.pending.filter((typed) => !refused.includes(typed)),
        turns: appendUnsent(view.turns, state.epoch, refused),
      });
    }
    case 'notice_dismissed':
      return next({ notice: null });
    case 'copilot':
      return next(reduceCopilot(view, event.event, (turnId) => turnKey(state.epoch, turnId)));
  }
}

function reduceData(state: ReducerState, message: DataMessage): ReducerState {
  switch (message.name) {
    case 'session':
      return onSession(state, message.data);
    case 'state': {
      const phase = usablePhase(message.data);
      return phase ? onPhase(state, phase) : state;
    }
    case 'text_data':
      return onText(state, usableText(message.data));
    case 'metrics':
      return onMetrics(state, message.data);
    case 'recording': {
      const { on, expires_at: expiresAt } = message.data;
      const recording = usableRecording(on, expiresAt, state.view.recording);
      return { ...state, view: { ...state.view, recording } };
    }
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
      restartSaidAt: null,
      ...usableProviders(data),
      backendVersion: usableVersion(data.version),
      defaults: data.settings ?? null,
      recording: usableRecording(
        data.recording,
        data.recording_expires_at,
        data.resumed ? view.recording : null,
      ),
      sttFailed: view.sttFailed && data.resumed,
      ...(fresh && ENDED_COPILOT),
      turns: fresh ? closeTurns(view.turns) : view.turns,
    },
  };
}

function onPhase(state: ReducerState, { state: phase, turn_id: turnId }: StateData): ReducerState {
  const userSpeaking = state.view.userSpeaking && phase === 'listening';
  // It may still be saying its last words.
  const asleep = phase === 'waiting' || (state.view.asleep && (phase === 'speaking' || phase === 'thinking'));
  return { ...state, view: { ...state.view, phase, turnId, userSpeaking, asleep } };
}

function onText(state: ReducerState, data: TextData): ReducerState {
  const { view, epoch } = state;
  if (data.data_type !== 'transcribe') return state;
  const user = data.role === 'user';
  const key = turnKey(epoch, data.turn_id);
  const fresh = !view.turns.some((turn) => turn.key === key);
  // Typed turns are answered in order: an answer without a question belongs to the oldest of them.
  const at = user
    ? view.pending.findIndex(({ text }) => data.is_final && text === data.text)
    : Math.min(fresh ? 0 : -1, view.pending.length - 1);
  const answersTyped = at >= 0;
  const turns = turnsWithTyped(state, data, at);
  const next = {
    ...state,
    view: {
      ...view,
      turnId: Math.max(view.turnId, data.turn_id),
      notice: isResolved(view.notice, data) ? null : view.notice,
      userSpeaking: user ? !data.is_final : view.userSpeaking,
      // A transcript of speech, and not of a typed turn: speech recognition works again.
      sttFailed: view.sttFailed && (!user || data.text === '' || answersTyped),
      pending: answersTyped ? view.pending.slice(at + 1) : view.pending,
      turns: applyText(dropAbandonedTurns(turns, epoch, data.turn_id), epoch, data),
    },
  };
  return updateSpokenWords(next, key);
}

/**
 * @param at the position of the pending typed turn that the text echoes or answers, or -1.
 * @returns the turns, with those that the backend has passed over.
 */
function turnsWithTyped(
  { view, epoch }: ReducerState,
  { role, text, turn_id }: TextData,
  at: number,
): Turn[] {
  const turns = appendUnsent(view.turns, epoch, view.pending.slice(0, Math.max(0, at)));
  if (role === 'user') return withdrawAssumption(turns, turnKey(epoch, turn_id), text);
  return at < 0 ? turns : assumeTyped(turns, epoch, turn_id, view.pending[at]!.text);
}

/** A problem with one turn is resolved once a later turn was answered. */
function isResolved(notice: Notice | null, { role, is_final, turn_id }: TextData): boolean {
  if (role !== 'assistant' || !is_final) return false;
  if (notice?.code === 'session_lost' || notice?.code === 'excluded_site') return true;
  return notice?.code === 'backend' && notice.turnId !== null && turn_id > notice.turnId;
}

function onMetrics(state: ReducerState, metrics: MetricsData): ReducerState {
  const turns = applyMetrics(state.view.turns, state.epoch, metrics);
  return { ...state, view: { ...state.view, turns } };
}
