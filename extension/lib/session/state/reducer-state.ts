import type { AnswerTimings } from './answer-timings';
import type { SessionState } from './session-state';
import { advanceSpoken, turnKey } from './turn-log';
import { spokenEnd, type AnswerTiming } from './spoken-words';

/** The panels' state, and what only the reducer needs. */
export interface ReducerState {
  view: SessionState;
  /** Counts the sessions of this page: turn ids start over with each one that is not resumed. */
  epoch: number;
  /** How far the latest answers were played. The panels get only the end of the spoken words. */
  timings: AnswerTimings;
}

export const withView = (state: ReducerState, changes: Partial<SessionState>): ReducerState => ({
  ...state,
  view: { ...state.view, ...changes },
});

/** Changes what is known of an answer's playback, and moves its spoken words along. */
export function withTiming(
  state: ReducerState,
  turnId: number,
  change: (timing: AnswerTiming) => AnswerTiming,
): ReducerState {
  const key = turnKey(state.epoch, turnId);
  return updateSpokenWords({ ...state, timings: state.timings.with(key, change) }, key);
}

export function updateSpokenWords(state: ReducerState, key: string): ReducerState {
  const { view, timings } = state;
  const turns = advanceSpoken(view.turns, key, (text) => spokenEnd(text, timings.of(key)));
  return turns === view.turns ? state : withView(state, { turns });
}
