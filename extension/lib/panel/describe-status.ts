import type { MicrophoneState } from '../microphone/microphone';
import { ATTEMPTS_BEFORE_HELP } from '../session/reconnect-policy';
import type { Retry, SessionState } from '../session/state/session-state';
import { DEFAULT_BACKEND_URL, isLoopback } from '../settings/backend-url';
import type { Act } from '../tools/acts';
import type { Reachability } from './backend-watch.svelte';

export type StatusLabel =
  | 'ready'
  | 'lookingForBackend'
  | 'notReady'
  | 'waitingForPermission'
  | 'connecting'
  | 'listening'
  | 'hearing'
  | 'holdToTalk'
  | 'thinking'
  | 'speaking'
  | 'muted'
  | 'reconnecting'
  | 'reconnectingIn'
  | 'restarting'
  | 'backendMissing'
  | 'backendUnreachable'
  | 'unpaired'
  | 'unproven'
  | 'unauthorized'
  | 'refused'
  | 'takenOver'
  | 'typing'
  | 'asking'
  | 'reading'
  | 'acting'
  | 'working'
  | 'asleep'
  | 'dictating'
  | 'sttFailed'
  | 'microphoneMuted'
  | 'microphoneDenied'
  | 'microphoneNone'
  | 'microphoneBusy'
  | 'microphoneFailed'
  | 'microphoneUnplugged';

export type Tone = 'neutral' | 'asleep' | 'waiting' | 'hearing' | 'answering' | 'muted' | 'problem';

/** The dot is still, breathes, turns once for each act, or follows the loudness of the user or the assistant. */
export type Motion = 'still' | 'breathing' | 'turning' | 'user' | 'assistant';

/** What the primary button does. */
export type PrimaryAction =
  | 'start'
  | 'permissionPage'
  | 'cancel'
  | 'mute'
  | 'unmute'
  | 'talk'
  | 'pause'
  | 'wake'
  | 'stopDictating'
  | 'retry'
  | 'fixMicrophone'
  | 'tryAgain';

export interface Status {
  label: StatusLabel;
  /** What it does, or what it reads; null if the label says all. */
  detail: string | null;
  tone: Tone;
  motion: Motion;
  action: PrimaryAction;
  /** There is an answer, a dictation, or an act, also of another program, to stop. */
  interruptible: boolean;
  /** There is something to stop, also a question that waits. */
  stoppable: boolean;
  /** There is a call to hang up. */
  inCall: boolean;
  /** Whole seconds until the next attempt to connect, if one is planned. */
  retryInS: number | null;
}

const MICROPHONE_PROBLEMS: Partial<Record<MicrophoneState, [StatusLabel, Tone, PrimaryAction]>> = {
  needs_permission: ['waitingForPermission', 'waiting', 'permissionPage'],
  denied: ['microphoneDenied', 'problem', 'fixMicrophone'],
  none: ['microphoneNone', 'problem', 'tryAgain'],
  busy: ['microphoneBusy', 'problem', 'tryAgain'],
  failed: ['microphoneFailed', 'problem', 'tryAgain'],
  unplugged: ['microphoneUnplugged', 'problem', 'tryAgain'],
};

/**
 * @param reachability of the backend; it counts while there is no call.
 * @returns what the panel shows for a session: label, colour and motion of the dot, and the primary action.
 */
export function describeStatus(
  state: SessionState,
  nowMs: number,
  reachability: Reachability = 'unknown',
): Status {
  const interruptible =
    state.connection === 'open' &&
    (state.dictating !== null ||
      state.phase === 'thinking' ||
      state.phase === 'speaking' ||
      state.audible ||
      runningAct(state) !== undefined);
  const inCall = state.connection !== 'off' || state.microphone !== 'off';
  const retryInS = state.retry ? secondsUntil(state.retry, nowMs) : null;
  const status = (label: StatusLabel, tone: Tone, motion: Motion, action: PrimaryAction): Status => ({
    label,
    detail: detailOf(label, state),
    tone,
    motion,
    action,
    interruptible,
    stoppable: interruptible || (state.connection === 'open' && askingOf(state) !== null),
    inCall,
    retryInS,
  });

  switch (state.connection) {
    case 'off':
      if (state.microphone === 'starting') return status('connecting', 'waiting', 'breathing', 'cancel');
      if (state.microphone === 'needs_permission') {
        return status('waitingForPermission', 'waiting', 'still', 'permissionPage');
      }
      if (state.notice?.code === 'unpaired') return status('unpaired', 'waiting', 'still', 'start');
      if (state.notice?.code === 'unauthorized') return status('unauthorized', 'problem', 'still', 'start');
      if (state.notice?.code === 'impostor' || state.notice?.code === 'unproven')
        return status('unproven', 'problem', 'still', 'start');
      if (state.notice?.code === 'occupied' || state.notice?.code === 'refused')
        return status('refused', 'problem', 'still', 'start');
      if (state.notice?.code === 'taken_over') return status('takenOver', 'neutral', 'still', 'start');
      if (reachability === 'checking') return status('lookingForBackend', 'waiting', 'breathing', 'start');
      if (reachability === 'unreachable') return status('notReady', 'problem', 'still', 'start');
      return status('ready', 'neutral', 'still', 'start');
    case 'connecting':
      return status('connecting', 'waiting', 'breathing', 'cancel');
    case 'reconnecting':
      if (isRestarting(state)) return status('restarting', 'waiting', 'breathing', 'retry');
      if (!state.wasOpen || (state.retry?.attempt ?? 0) > ATTEMPTS_BEFORE_HELP) {
        const local = isLoopback(state.backendUrl ?? DEFAULT_BACKEND_URL);
        return status(local ? 'backendMissing' : 'backendUnreachable', 'problem', 'still', 'retry');
      }
      return status(retryInS ? 'reconnectingIn' : 'reconnecting', 'waiting', 'still', 'retry');
    case 'open':
      return describeConversation(state, status);
  }
}

function describeConversation(
  state: SessionState,
  status: (label: StatusLabel, tone: Tone, motion: Motion, action: PrimaryAction) => Status,
): Status {
  const problem = MICROPHONE_PROBLEMS[state.microphone];
  const pushToTalk = state.mode === 'push_to_talk';
  const live = state.muted ? 'unmute' : pushToTalk ? 'talk' : 'mute';
  const action = problem?.[2] ?? (state.microphone === 'live' ? live : 'start');
  const answering = state.phase === 'speaking' || state.audible;
  // Whether Earshot hears the user comes first: the header answers that at a glance.
  if (state.muted && state.microphone === 'live') return status('muted', 'muted', 'still', action);
  if (state.signal === 'muted' && !answering && state.phase !== 'thinking')
    return status('microphoneMuted', 'problem', 'still', action);
  // The microphone works and speech recognition does not. Shown while the talk key is held, too.
  if (state.sttFailed && state.microphone === 'live' && !answering && state.phase !== 'thinking') {
    return status('sttFailed', 'problem', 'still', action);
  }
  if (state.asleep && !problem) return status('asleep', 'asleep', 'still', 'wake');
  if (state.dictating && !problem && !askingOf(state))
    return status('dictating', 'hearing', 'user', pushToTalk ? 'talk' : 'stopDictating');
  if (pushToTalk ? state.talking : state.userSpeaking) return status('hearing', 'hearing', 'user', action);
  if (askingOf(state)) return status('asking', 'waiting', 'still', action);
  if (answering && state.reading?.turnId === state.turnId)
    return status('reading', 'answering', 'assistant', problem ? action : 'pause');
  if (runningAct(state)) return status('acting', 'answering', 'turning', action);
  // Between the acts of a task, also after it has said what it does.
  if (isWorking(state)) return status('working', 'answering', 'breathing', action);
  if (answering) return status('speaking', 'answering', 'assistant', action);
  // Push-to-talk with the key up: the final transcript is still to come.
  if (state.phase === 'thinking' || state.userSpeaking)
    return status('thinking', 'answering', 'breathing', action);
  if (problem) return status(problem[0], problem[1], 'still', action);
  if (state.microphone === 'starting') return status('connecting', 'waiting', 'breathing', 'cancel');
  if (state.microphone === 'off') return status('typing', 'hearing', 'still', action);
  if (pushToTalk) return status('holdToTalk', 'neutral', 'still', action);
  // Not green: it listens to a microphone that delivers nothing. The banner says more.
  return status('listening', state.signal === 'silent' ? 'waiting' : 'hearing', 'still', action);
}

/** What waits for a yes or a no. */
export interface Asking {
  id: string;
  question: string;
  site: string | null;
  /** What may be allowed always: a site, or the tool of a question of the backend; null if it may not. */
  always: string | 'tool' | null;
  untilMs: number | null;
}

/**
 * @returns what waits for a yes or a no, one at a time. The backend sends a question of its own when it asks it: that is what
 *   the user hears, and what a spoken yes answers, while an act waits.
 */
export function askingOf({ acts, question }: Pick<SessionState, 'acts' | 'question'>): Asking | null {
  if (question) {
    const { id, mayRemember, untilMs } = question;
    return { id, question: question.question, site: null, always: mayRemember ? 'tool' : null, untilMs };
  }
  const act = acts.find(({ state }) => state === 'asking');
  if (!act) return null;
  const { id, site, alwaysOn: always, askedUntilMs: untilMs } = act;
  return { id, question: act.question ?? '', site, always, untilMs };
}

const runningAct = ({ acts }: SessionState): Act | undefined =>
  acts.findLast(({ state }) => state === 'running');

const isWorking = ({ phase, turnId, audible, progress }: SessionState): boolean =>
  (phase === 'thinking' || phase === 'speaking') && !audible && progress?.turnId === turnId;

function detailOf(label: StatusLabel, state: SessionState): string | null {
  if (label === 'reading') return state.reading?.title ?? null;
  if (label === 'working') return state.progress?.text ?? null;
  if (label === 'dictating') return state.dictating?.field ?? null;
  return label === 'acting' ? (runningAct(state)?.what ?? null) : null;
}

/** Whether the backend said that it restarts, and may still be starting. */
function isRestarting({ restartSaidAt, retry }: SessionState): boolean {
  if (restartSaidAt === null) return false;
  return (retry?.attempt ?? restartSaidAt) - restartSaidAt < ATTEMPTS_BEFORE_HELP;
}

function secondsUntil({ atMs }: Retry, nowMs: number): number {
  return Math.max(0, Math.ceil((atMs - nowMs) / 1000));
}
