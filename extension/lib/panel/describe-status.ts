import type { MicrophoneState } from '../microphone/microphone';
import type { Retry, SessionState } from '../session/session-state';

export type StatusLabel =
  | 'ready'
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
  | 'backendMissing'
  | 'refused'
  | 'typing'
  | MicrophoneTrouble;

type MicrophoneTrouble = 'microphoneDenied' | 'microphoneNone' | 'microphoneBusy' | 'microphoneUnplugged';

export type Tone = 'neutral' | 'waiting' | 'hearing' | 'answering' | 'muted' | 'trouble';

/** What the dot does: nothing, breathe, or follow one voice's level. */
export type Motion = 'still' | 'breathing' | 'user' | 'assistant';

/** What the one primary button does. */
export type PrimaryAction =
  'start' | 'permissionPage' | 'cancel' | 'mute' | 'unmute' | 'talk' | 'retry' | 'fixMicrophone' | 'tryAgain';

export interface Status {
  label: StatusLabel;
  tone: Tone;
  motion: Motion;
  action: PrimaryAction;
  /** The answer can be stopped. */
  stoppable: boolean;
  /** There is a call to hang up. */
  inCall: boolean;
  /** Whole seconds until the next attempt to connect, where one is planned. */
  retryInS: number | null;
}

/** So many failed attempts mean that it is not a hiccup: then the panel says how to start the backend. */
const HICCUP_ATTEMPTS = 3;

const TROUBLES: Partial<Record<MicrophoneState, [MicrophoneTrouble, PrimaryAction]>> = {
  denied: ['microphoneDenied', 'fixMicrophone'],
  none: ['microphoneNone', 'tryAgain'],
  busy: ['microphoneBusy', 'tryAgain'],
  unplugged: ['microphoneUnplugged', 'tryAgain'],
};

/** What the panel says about a session: one state, one label, one colour, one thing to do. */
export function describeStatus(state: SessionState, nowMs: number): Status {
  const stoppable =
    state.connection === 'open' &&
    (state.phase === 'thinking' || state.phase === 'speaking' || state.sounding);
  const inCall = state.connection !== 'off' || state.microphone !== 'off';
  const retryInS = state.retry ? secondsUntil(state.retry, nowMs) : null;
  const status = (label: StatusLabel, tone: Tone, motion: Motion, action: PrimaryAction): Status => ({
    label,
    tone,
    motion,
    action,
    stoppable,
    inCall,
    retryInS,
  });

  if (state.microphone === 'needs_permission') {
    return status('waitingForPermission', 'waiting', 'still', 'permissionPage');
  }
  switch (state.connection) {
    case 'off':
      if (state.microphone === 'starting') return status('connecting', 'waiting', 'breathing', 'cancel');
      return state.notice?.code === 'refused'
        ? status('refused', 'trouble', 'still', 'start')
        : status('ready', 'neutral', 'still', 'start');
    case 'connecting':
      return status('connecting', 'waiting', 'breathing', 'cancel');
    case 'reconnecting':
      if (!state.wasOpen || (state.retry?.attempt ?? 0) > HICCUP_ATTEMPTS) {
        return status('backendMissing', 'trouble', 'still', 'retry');
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
  const trouble = TROUBLES[state.microphone];
  const byKey = state.mode === 'push_to_talk';
  const live = state.muted ? 'unmute' : byKey ? 'talk' : 'mute';
  const action = trouble?.[1] ?? (state.microphone === 'live' ? live : 'start');
  // Whether it hears the person comes first: that is what one glance is for.
  if (state.muted && state.microphone === 'live') return status('muted', 'muted', 'still', action);
  if (byKey ? state.talking : state.hearing) return status('hearing', 'hearing', 'user', action);
  if (state.phase === 'speaking' || state.sounding)
    return status('speaking', 'answering', 'assistant', action);
  // The key is up: what was said is being understood.
  if (state.phase === 'thinking' || state.hearing)
    return status('thinking', 'answering', 'breathing', action);
  if (trouble) return status(trouble[0], 'trouble', 'still', action);
  if (state.microphone === 'starting') return status('connecting', 'waiting', 'breathing', 'cancel');
  if (state.microphone === 'off') return status('typing', 'hearing', 'still', action);
  if (byKey) return status('holdToTalk', 'neutral', 'still', action);
  return status('listening', 'hearing', 'still', action);
}

function secondsUntil({ atMs }: Retry, nowMs: number): number {
  return Math.max(0, Math.ceil((atMs - nowMs) / 1000));
}
