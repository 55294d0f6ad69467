import type { Stage } from '#protocol';
import type { SessionState } from '../session/state/session-state';
import { describeStatus } from './describe-status';

/** What is wrong, and the one thing to do about it; texts are made from it in the panel. */
export type Problem =
  | { kind: 'backendMissing'; retryInS: number | null }
  | { kind: 'reconnecting' }
  | {
      kind:
        | 'waitingForPermission'
        | 'microphoneDenied'
        | 'microphoneNone'
        | 'microphoneBusy'
        | 'microphoneFailed'
        | 'microphoneUnplugged'
        | 'playbackFailed'
        | 'badAddress'
        | 'sessionLost'
        | 'takenOver';
    }
  | { kind: 'refused'; text: string }
  | { kind: 'backend'; text: string; stage: Stage | null };

export interface ProblemView {
  problem: Problem;
  tone: 'waiting' | 'trouble';
  /** The person may put it away: nothing has to be done for the call to go on. */
  dismissible: boolean;
}

/** Microphone troubles show as long as they last, also while the header says something else. */
const MICROPHONE_PROBLEMS = {
  needs_permission: 'waitingForPermission',
  denied: 'microphoneDenied',
  none: 'microphoneNone',
  busy: 'microphoneBusy',
  failed: 'microphoneFailed',
  unplugged: 'microphoneUnplugged',
} as const;

/** @returns the most pressing problem, or null. */
export function describeProblem(state: SessionState, nowMs: number): ProblemView | null {
  const { label, retryInS } = describeStatus(state, nowMs);
  const { microphone, notice } = state;
  if (label === 'backendMissing' || label === 'backendUnreachable')
    return must({ kind: 'backendMissing', retryInS }, 'trouble');
  if (label === 'reconnecting' || label === 'reconnectingIn')
    return must({ kind: 'reconnecting' }, 'waiting');
  if (notice?.code === 'refused') return may({ kind: 'refused', text: notice.text });
  if (notice?.code === 'taken_over') return may({ kind: 'takenOver' }, 'waiting');
  if (notice?.code === 'backend') return may({ kind: 'backend', text: notice.text, stage: notice.stage });
  if (notice?.code === 'session_lost') return may({ kind: 'sessionLost' }, 'waiting');
  if (notice?.code === 'bad_address') return may({ kind: 'badAddress' });
  if (microphone === 'needs_permission') return must({ kind: 'waitingForPermission' }, 'waiting');
  if (microphone in MICROPHONE_PROBLEMS) {
    return must({ kind: MICROPHONE_PROBLEMS[microphone as keyof typeof MICROPHONE_PROBLEMS] }, 'trouble');
  }
  return notice?.code === 'playback_failed' ? may({ kind: 'playbackFailed' }) : null;
}

const must = (problem: Problem, tone: ProblemView['tone']): ProblemView => ({
  problem,
  tone,
  dismissible: false,
});

const may = (problem: Problem, tone: ProblemView['tone'] = 'trouble'): ProblemView => ({
  problem,
  tone,
  dismissible: true,
});
