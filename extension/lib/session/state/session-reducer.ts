import type { DataMessage, ErrorMessage, Mode } from '#protocol';
import type { PlaybackPosition } from '../../audio/player';
import type { MicrophoneState } from '../../microphone/microphone';
import type { MicrophoneSignal } from '../../microphone/signal-watch';
import { reduceData } from './backend-data';
import { ENDED_COPILOT, reduceCopilot, type CopilotEvent } from './copilot-state';
import { withTiming, withView, type ReducerState } from './reducer-state';
import type { Notice, SessionState } from './session-state';
import {
  answerGoesOn,
  appendUnsent,
  applyDictated,
  closeTurns,
  MAX_PENDING,
  sourceLookedFor,
  turnKey,
} from './turn-log';
import { MAX_ERROR_LENGTH } from './usable-data';

export type SessionEvent =
  | { type: 'connect'; backendUrl: string }
  | { type: 'opened' }
  /** `restarting`: the backend said so when it closed the connection. */
  | { type: 'reconnecting'; attempt: number; atMs: number; restarting: boolean }
  | { type: 'retrying' }
  | { type: 'closed'; notice: Notice | null }
  | { type: 'data'; message: DataMessage }
  | { type: 'error'; message: ErrorMessage }
  /** The answer of that turn goes on as another. */
  | { type: 'goes_on'; turnId: number }
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
  const next = (changes: Partial<SessionState>) => withView(state, changes);
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
    case 'goes_on':
      return next({ turns: answerGoesOn(view.turns, state.epoch, event.turnId) });
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
    case 'copilot': {
      const keyOf = (turnId: number) => turnKey(state.epoch, turnId);
      switch (event.event.type) {
        case 'source_looked_for':
          return next({ turns: sourceLookedFor(view.turns, event.event) });
        case 'dictated':
          return next({ turns: applyDictated(view.turns, keyOf(event.event.turnId), event.event) });
        default:
          return next(reduceCopilot(view, event.event, keyOf));
      }
    }
  }
}
