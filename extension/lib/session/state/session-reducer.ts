import type { DataMessage, ErrorMessage, Mode, SessionData, StateData, TextData } from '#protocol';
import type { PlaybackPosition } from '../../audio/player';
import type { MicrophoneState } from '../../microphone/microphone';
import type { MetricsData } from '#protocol';
import type { Notice, SessionState } from './session-state';
import { mergeMarks, type AnswerTimings } from './answer-timings';
import { spokenEnd, type AnswerTiming } from './spoken-words';
import {
  closed,
  turnKey,
  withMetrics,
  dropAbandonedTurns,
  withSpoken,
  withText,
  withTyped,
  withUnsent,
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

/** The state with what views need not see. */
export interface Session {
  view: SessionState;
  /** Counts sessions of this page: a session that was not resumed begins its turn ids anew. */
  epoch: number;
  /** The sound of the latest answers: views need to know only how far they were spoken. */
  speech: AnswerTimings;
}

/** The one function that changes a session's state. */
export function reduce(session: Session, event: SessionEvent): Session {
  const { view } = session;
  const next = (changes: Partial<SessionState>): Session => ({ ...session, view: { ...view, ...changes } });
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
      // A socket alone hears nothing: it is open once the session has answered.
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
        ...session,
        epoch: session.epoch + 1,
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
          turns: withUnsent(closed(view.turns), session.epoch, view.pending),
        },
      };
    case 'data':
      return reduceData(session, event.message);
    case 'error': {
      const { error: text, code, stage = null, turn_id: turnId = null, recovering } = event.message;
      if (code === 'session_not_found') return next({ notice: { code: 'session_lost' } });
      const sttFailed = view.sttFailed || (stage === 'stt' && !recovering);
      return next({ sttFailed, notice: { code: 'backend', text, stage, turnId } });
    }
    case 'audio_end':
      return withTiming(session, event.turnId, (speech) => ({ ...speech, totalMs: event.totalMs }));
    case 'playback': {
      const { audible, drained = false, position } = event;
      return withTiming(
        audible === view.audible ? session : next({ audible }),
        position.turnId,
        (speech) => ({
          ...speech,
          playedMs: position.heardMs,
          drained,
        }),
      );
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

function reduceData(session: Session, message: DataMessage): Session {
  switch (message.name) {
    case 'session':
      return onSession(session, message.data);
    case 'state':
      return onPhase(session, message.data);
    case 'text_data':
      return onText(session, message.data);
    case 'metrics':
      return onMetrics(session, message.data);
    case 'speech_marks': {
      const { turn_id: turnId, marks } = message.data;
      return withTiming(session, turnId, (speech) => ({ ...speech, marks: mergeMarks(speech.marks, marks) }));
    }
    default:
      return session;
  }
}

/** What became known of an answer's sound may have brought its words on. */
function withTiming(
  session: Session,
  turnId: number,
  change: (speech: AnswerTiming) => AnswerTiming,
): Session {
  const key = turnKey(session.epoch, turnId);
  return updateSpokenWords({ ...session, speech: session.speech.with(key, change) }, key);
}

function updateSpokenWords(session: Session, key: string): Session {
  const { view, speech } = session;
  const turns = withSpoken(view.turns, key, (text) => spokenEnd(text, speech.of(key)));
  return turns === view.turns ? session : { ...session, view: { ...view, turns } };
}

function onSession(session: Session, data: SessionData): Session {
  const { view, epoch } = session;
  const fresh = !data.resumed;
  return {
    ...session,
    epoch: fresh ? epoch + 1 : epoch,
    view: {
      ...view,
      connection: 'open',
      wasOpen: true,
      providers: data.providers,
      defaults: data.settings ?? null,
      sttFailed: view.sttFailed && data.resumed,
      turns: fresh ? closed(view.turns) : view.turns,
    },
  };
}

function onPhase(session: Session, { state: phase, turn_id: turnId }: StateData): Session {
  const userSpeaking = session.view.userSpeaking && phase === 'listening';
  return { ...session, view: { ...session.view, phase, turnId, userSpeaking } };
}

function onText(session: Session, data: TextData): Session {
  const { view, epoch } = session;
  if (data.data_type !== 'transcribe') return session;
  const user = data.role === 'user';
  const [oldest] = view.pending;
  // Typed turns are answered in order: the first word about a new turn belongs to the oldest of them.
  const fresh = !view.turns.some((turn) => turn.key === `${epoch}.${data.turn_id}`);
  const answersTyped = oldest !== undefined && (user ? data.is_final && data.text === oldest.text : fresh);
  const turns = answersTyped ? withTyped(view.turns, epoch, data.turn_id, oldest.text) : view.turns;
  const next = {
    ...session,
    view: {
      ...view,
      turnId: Math.max(view.turnId, data.turn_id),
      notice: isOver(view.notice, data) ? null : view.notice,
      userSpeaking: user ? !data.is_final : view.userSpeaking,
      // Words that were spoken and not typed: speech is understood after all, or by another provider.
      sttFailed: view.sttFailed && (!user || data.text === '' || answersTyped),
      pending: answersTyped ? view.pending.slice(1) : view.pending,
      turns: withText(dropAbandonedTurns(turns, epoch, data.turn_id), epoch, data),
    },
  };
  return updateSpokenWords(next, turnKey(epoch, data.turn_id));
}

/** What went wrong with one turn is history once a later one was answered. */
function isOver(notice: Notice | null, { role, is_final, turn_id }: TextData): boolean {
  if (role !== 'assistant' || !is_final) return false;
  if (notice?.code === 'session_lost') return true;
  return notice?.code === 'backend' && notice.turnId !== null && turn_id > notice.turnId;
}

function onMetrics(session: Session, metrics: MetricsData): Session {
  const turns = withMetrics(session.view.turns, session.epoch, metrics);
  return { ...session, view: { ...session.view, turns } };
}
