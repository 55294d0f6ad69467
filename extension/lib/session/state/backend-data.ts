/** What the backend's data messages change in a session's state. */
import type { DataMessage, MetricsData, SessionData, StateData, TextData } from '#protocol';
import { usableVersion } from '../../version/compare-versions';
import { mergeMarks } from './answer-timings';
import { copilotAt, ENDED_COPILOT } from './copilot-state';
import { updateSpokenWords, withTiming, withView, type ReducerState } from './reducer-state';
import type { Notice, Turn } from './session-state';
import {
  appendUnsent,
  applyMetrics,
  applySource,
  applyText,
  assumeTyped,
  closeTurns,
  dropAbandonedTurns,
  turnKey,
  withdrawAssumption,
  withoutShowable,
} from './turn-log';
import { usablePhase, usableProviders, usableRecording, usableSource, usableText } from './usable-data';

/** What a data message of the backend changes. Names of the future change nothing. */
export function reduceData(state: ReducerState, message: DataMessage): ReducerState {
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
      return withView(state, { recording: usableRecording(on, expiresAt, state.view.recording) });
    }
    case 'source': {
      const source = usableSource(message.data);
      const { turns } = state.view;
      return source
        ? withView(state, { turns: applySource(turns, state.epoch, message.data.turn_id, source) })
        : state;
    }
    case 'speech_marks': {
      const { turn_id: turnId, marks } = message.data;
      return withTiming(state, turnId, (timing) => ({ ...timing, marks: mergeMarks(timing.marks, marks) }));
    }
    default:
      return state;
  }
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
      turns: fresh ? withoutShowable(closeTurns(view.turns)) : view.turns,
    },
  };
}

function onPhase(state: ReducerState, data: StateData): ReducerState {
  const { state: phase, turn_id: turnId } = data;
  const userSpeaking = state.view.userSpeaking && phase === 'listening';
  return withView(state, { phase, turnId, userSpeaking, ...copilotAt(state.view, data) });
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
  return withView(state, { turns: applyMetrics(state.view.turns, state.epoch, metrics) });
}
