import type { MicrophoneState } from '../microphone/microphone';
import type { Retry, SessionState } from '../session/state/session-state';
import { DEFAULT_BACKEND_URL, isLoopback } from '../settings/backend-url';

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
  | 'backendUnreachable'
  | 'refused'
  | 'takenOver'
  | 'typing'
  | 'sttFailed'
  | 'microphoneDenied'
  | 'microphoneNone'
  | 'microphoneBusy'
  | 'microphoneFailed'
  | 'microphoneUnplugged';

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
  interruptible: boolean;
  /** There is a call to hang up. */
  inCall: boolean;
  /** Whole seconds until the next attempt to connect, where one is planned. */
  retryInS: number | null;
}

/** So many failed attempts mean that it is not a hiccup: then the panel says how to start the backend. */
const HICCUP_ATTEMPTS = 3;

const TROUBLES: Partial<Record<MicrophoneState, [StatusLabel, Tone, PrimaryAction]>> = {
  needs_permission: ['waitingForPermission', 'waiting', 'permissionPage'],
  denied: ['microphoneDenied', 'trouble', 'fixMicrophone'],
  none: ['microphoneNone', 'trouble', 'tryAgain'],
  busy: ['microphoneBusy', 'trouble', 'tryAgain'],
  failed: ['microphoneFailed', 'trouble', 'tryAgain'],
  unplugged: ['microphoneUnplugged', 'trouble', 'tryAgain'],
};

/** What the panel says about a session: one state, one label, one colour, one thing to do. */
export function describeStatus(state: SessionState, nowMs: number): Status {
  const interruptible =
    state.connection === 'open' &&
    (state.phase === 'thinking' || state.phase === 'speaking' || state.audible);
  const inCall = state.connection !== 'off' || state.microphone !== 'off';
  const retryInS = state.retry ? secondsUntil(state.retry, nowMs) : null;
  const status = (label: StatusLabel, tone: Tone, motion: Motion, action: PrimaryAction): Status => ({
    label,
    tone,
    motion,
    action,
    interruptible,
    inCall,
    retryInS,
  });

  switch (state.connection) {
    case 'off':
      if (state.microphone === 'starting') return status('connecting', 'waiting', 'breathing', 'cancel');
      if (state.microphone === 'needs_permission') {
        return status('waitingForPermission', 'waiting', 'still', 'permissionPage');
      }
      if (state.notice?.code === 'refused') return status('refused', 'trouble', 'still', 'start');
      if (state.notice?.code === 'taken_over') return status('takenOver', 'neutral', 'still', 'start');
      return status('ready', 'neutral', 'still', 'start');
    case 'connecting':
      return status('connecting', 'waiting', 'breathing', 'cancel');
    case 'reconnecting':
      if (!state.wasOpen || (state.retry?.attempt ?? 0) > HICCUP_ATTEMPTS) {
        const here = isLoopback(state.backendUrl ?? DEFAULT_BACKEND_URL);
        return status(here ? 'backendMissing' : 'backendUnreachable', 'trouble', 'still', 'retry');
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
  const action = trouble?.[2] ?? (state.microphone === 'live' ? live : 'start');
  const answering = state.phase === 'speaking' || state.audible;
  // Whether it hears the person comes first: that is what one glance is for.
  if (state.muted && state.microphone === 'live') return status('muted', 'muted', 'still', action);
  // There is a voice to hear, and nothing that understands it. Also while the key is held: it would be for nothing.
  if (state.sttFailed && state.microphone === 'live' && !answering && state.phase !== 'thinking') {
    return status('sttFailed', 'trouble', 'still', action);
  }
  if (byKey ? state.talking : state.userSpeaking) return status('hearing', 'hearing', 'user', action);
  if (answering) return status('speaking', 'answering', 'assistant', action);
  // The key is up: what was said is being understood.
  if (state.phase === 'thinking' || state.userSpeaking)
    return status('thinking', 'answering', 'breathing', action);
  if (trouble) return status(trouble[0], trouble[1], 'still', action);
  if (state.microphone === 'starting') return status('connecting', 'waiting', 'breathing', 'cancel');
  if (state.microphone === 'off') return status('typing', 'hearing', 'still', action);
  if (byKey) return status('holdToTalk', 'neutral', 'still', action);
  return status('listening', 'hearing', 'still', action);
}

function secondsUntil({ atMs }: Retry, nowMs: number): number {
  return Math.max(0, Math.ceil((atMs - nowMs) / 1000));
}
