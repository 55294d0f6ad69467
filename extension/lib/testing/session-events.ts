/** Events for tests of the session reducer. */
import type { ErrorMessage, SessionData } from '#protocol';
import type { ReducerState } from '../session/state/reducer-state';
import { reduce, type SessionEvent } from '../session/state/session-reducer';
import { INITIAL_STATE } from '../session/state/session-state';
import { AnswerTimings } from '../session/state/answer-timings';
import { textData } from './fake-backend-client';

export const text = (...args: Parameters<typeof textData>): SessionEvent => ({
  type: 'data',
  message: { type: 'data', name: 'text_data', data: textData(...args) },
});

export const START: ReducerState = {
  view: { ...INITIAL_STATE, connection: 'open', wasOpen: true },
  epoch: 1,
  timings: AnswerTimings.EMPTY,
};

export const marks = (turnId: number, ...words: [end: number, startMs: number][]): SessionEvent => ({
  type: 'data',
  message: {
    type: 'data',
    name: 'speech_marks',
    data: {
      turn_id: turnId,
      marks: words.map(([end, start_ms]) => ({ end, start_ms, end_ms: start_ms + 300 })),
    },
  },
});

export const heard = (turnId: number, heardMs: number, drained = false): SessionEvent => ({
  type: 'playback',
  position: { turnId, heardMs },
  audible: !drained,
  drained,
});

export const session = (resumed: boolean, more: Partial<SessionData> = {}): SessionEvent => ({
  type: 'data',
  message: {
    type: 'data',
    name: 'session',
    data: {
      session_id: 's2',
      resume_token: 't2',
      resumed,
      protocol: 1,
      input: { sample_rate: 16_000, channels: 1, bytes_per_sample: 2 },
      providers: { stt: 'a', llm: 'b', tts: 'c' },
      ...more,
    },
  },
});

export const failed = (message: Partial<ErrorMessage>): SessionEvent => ({
  type: 'error',
  message: { type: 'error', error: 'No.', code: 'provider_unavailable', fatal: false, ...message },
});

export const after = (...events: SessionEvent[]) => events.reduce(reduce, START).view;
