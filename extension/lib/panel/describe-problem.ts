import type { Stage } from '#protocol';
import type { SessionState, TrustProblem } from '../session/state/session-state';
import type { ReloadReason } from '../version/reload-reason';
import type { Reachability } from './backend-watch.svelte';
import { siteOf } from '../settings/backend-url';
import { describeStatus } from './describe-status';

/** What is wrong, as a code; `problemText` makes the texts of it. */
export type Problem =
  /** `inCall`: the call connects when the backend is back. */
  | { kind: 'backendMissing'; retryInS: number | null; inCall: boolean }
  | { kind: 'reconnecting' | 'restarting' }
  | {
      kind:
        | 'waitingForPermission'
        | 'microphoneDenied'
        | 'microphoneNone'
        | 'microphoneBusy'
        | 'microphoneFailed'
        | 'microphoneUnplugged'
        | 'microphoneMuted'
        | 'microphoneSilent'
        | 'playbackFailed'
        | 'badAddress'
        | 'sessionLost'
        | 'takenOver'
        | 'occupied'
        | 'refused';
    }
  | { kind: TrustProblem }
  | { kind: 'excludedSite'; site: string }
  | { kind: 'backend'; text: string; stage: Stage | null }
  /** `loses`: what ends with the reload. */
  | { kind: 'reload'; reason: ReloadReason; loses: 'call' | 'conversation' | null };

export interface ProblemView {
  problem: Problem;
  tone: 'waiting' | 'problem';
  /** The user can dismiss it: the call continues without an action. */
  dismissible: boolean;
}

/** What the banner's button does. */
export type ProblemAction = 'pair' | 'openSite' | 'reload';

/** Shown as long as they last, also while the header shows something else. */
const MICROPHONE_PROBLEMS = {
  needs_permission: 'waitingForPermission',
  denied: 'microphoneDenied',
  none: 'microphoneNone',
  busy: 'microphoneBusy',
  failed: 'microphoneFailed',
  unplugged: 'microphoneUnplugged',
} as const;

/**
 * @param reloadReason why to reload the extension, if there is a reason
 * @returns the most important problem, or null.
 */
export function describeProblem(
  state: SessionState,
  nowMs: number,
  reachability?: Reachability,
  reloadReason: ReloadReason | null = null,
): ProblemView | null {
  const { label, retryInS, inCall } = describeStatus(state, nowMs, reachability);
  const { microphone, notice } = state;
  if (label === 'notReady' || label === 'backendMissing' || label === 'backendUnreachable')
    return lasting({ kind: 'backendMissing', retryInS, inCall }, 'problem');
  if (label === 'reconnecting' || label === 'reconnectingIn')
    return lasting({ kind: 'reconnecting' }, 'waiting');
  if (label === 'restarting') return lasting({ kind: 'restarting' }, 'waiting');
  if (notice?.code === 'unpaired') return lasting({ kind: 'unpaired' }, 'waiting');
  if (notice?.code === 'impostor' || notice?.code === 'unproven' || notice?.code === 'unauthorized')
    return dismissible({ kind: notice.code });
  if (notice?.code === 'occupied' || notice?.code === 'refused') return dismissible({ kind: notice.code });
  if (notice?.code === 'taken_over') return dismissible({ kind: 'takenOver' }, 'waiting');
  if (notice?.code === 'backend')
    return dismissible({ kind: 'backend', text: notice.text, stage: notice.stage });
  if (notice?.code === 'excluded_site')
    return dismissible({ kind: 'excludedSite', site: notice.site }, 'waiting');
  if (notice?.code === 'session_lost') return dismissible({ kind: 'sessionLost' }, 'waiting');
  if (notice?.code === 'bad_address') return dismissible({ kind: 'badAddress' });
  if (microphone === 'needs_permission') return lasting({ kind: 'waitingForPermission' }, 'waiting');
  if (microphone in MICROPHONE_PROBLEMS) {
    return lasting({ kind: MICROPHONE_PROBLEMS[microphone as keyof typeof MICROPHONE_PROBLEMS] }, 'problem');
  }
  if (reloadReason) {
    const loses = inCall ? 'call' : state.turns.length > 0 ? 'conversation' : null;
    return dismissible({ kind: 'reload', reason: reloadReason, loses }, 'waiting');
  }
  if (state.signal === 'muted') return lasting({ kind: 'microphoneMuted' }, 'problem');
  if (state.signal === 'silent') return lasting({ kind: 'microphoneSilent' }, 'waiting');
  return notice?.code === 'playback_failed' ? dismissible({ kind: 'playbackFailed' }) : null;
}

/** @returns what the user can do about the problem with one click, besides the primary button. */
export function problemAction({ kind }: Problem, backendUrl: string): ProblemAction | null {
  if (kind === 'unpaired' || kind === 'unauthorized') return 'pair';
  if (kind === 'reload') return 'reload';
  // An unknown certificate authority looks like a server that does not answer.
  return kind === 'backendMissing' && siteOf(backendUrl) !== null ? 'openSite' : null;
}

const lasting = (problem: Problem, tone: ProblemView['tone']): ProblemView => ({
  problem,
  tone,
  dismissible: false,
});

const dismissible = (problem: Problem, tone: ProblemView['tone'] = 'problem'): ProblemView => ({
  problem,
  tone,
  dismissible: true,
});
