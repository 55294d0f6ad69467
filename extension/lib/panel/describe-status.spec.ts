import { describe, expect, it } from 'vitest';
import { actOf } from '../testing/pages';
import { INITIAL_STATE, type SessionState } from '../session/state/session-state';
import { askingOf, describeStatus, type Status } from './describe-status';

const NOW_MS = 1_000_000;
const DICTATING = { field: 'Message', partial: '' };
const call: Partial<SessionState> = {
  connection: 'open',
  wasOpen: true,
  microphone: 'live',
  phase: 'listening',
};
const pushToTalk: Partial<SessionState> = { ...call, mode: 'push_to_talk' };
const lost: Partial<SessionState> = { ...call, connection: 'reconnecting', phase: 'idle' };

const running = actOf({ state: 'running', what: 'Clicking Sign in' });
const asking = actOf({ id: 'a2', state: 'asking', question: 'Send the form?' });
const progress = { turnId: 2, text: 'Looking for refunds…' };
const reading = { turnId: 2, tab: 1, title: 'Pears' };

const sttFailed: Partial<SessionState> = { sttFailed: true };

type Row = [name: string, state: Partial<SessionState>, shown: string];

/** `shown` is label, tone, motion and action. */
const TABLE: Row[] = [
  ['not started', {}, 'ready neutral still start'],
  [
    'asking for the microphone',
    { microphone: 'needs_permission' },
    'waitingForPermission waiting still permissionPage',
  ],
  [
    'a typed turn while the permission is missing, no backend',
    { ...lost, wasOpen: false, microphone: 'needs_permission', retry: null },
    'backendMissing problem still retry',
  ],
  [
    'a typed turn while the permission is missing, connecting',
    { connection: 'connecting', microphone: 'needs_permission' },
    'connecting waiting breathing cancel',
  ],
  [
    'its answer',
    { ...call, microphone: 'needs_permission', phase: 'speaking' },
    'speaking answering assistant permissionPage',
  ],
  [
    'and after it',
    { ...call, microphone: 'needs_permission' },
    'waitingForPermission waiting still permissionPage',
  ],
  ['opening the microphone', { microphone: 'starting' }, 'connecting waiting breathing cancel'],
  ['connecting', { connection: 'connecting', microphone: 'live' }, 'connecting waiting breathing cancel'],
  ['listening', call, 'listening hearing still mute'],
  ['listening to zeros', { ...call, signal: 'silent' }, 'listening waiting still mute'],
  ['muted by the system', { ...call, signal: 'muted' }, 'microphoneMuted problem still mute'],
  [
    'muted by the system, held',
    { ...pushToTalk, signal: 'muted', talking: true },
    'microphoneMuted problem still talk',
  ],
  [
    'muted by the system, answering',
    { ...call, signal: 'muted', phase: 'speaking' },
    'speaking answering assistant mute',
  ],
  ['user speaking', { ...call, userSpeaking: true }, 'hearing hearing user mute'],
  [
    'user speaking over the answer',
    { ...call, phase: 'speaking', userSpeaking: true },
    'hearing hearing user mute',
  ],
  ['speech is not understood', { ...call, ...sttFailed }, 'sttFailed problem still mute'],
  [
    'speech is not understood, held',
    { ...pushToTalk, ...sttFailed, talking: true },
    'sttFailed problem still talk',
  ],
  ['speech is not understood, muted', { ...call, ...sttFailed, muted: true }, 'muted muted still unmute'],
  [
    'speech is not understood, answering a typed turn',
    { ...call, ...sttFailed, phase: 'speaking' },
    'speaking answering assistant mute',
  ],
  [
    'speech is not understood, typing',
    { ...call, ...sttFailed, microphone: 'off' },
    'typing hearing still start',
  ],
  ['thinking', { ...call, phase: 'thinking' }, 'thinking answering breathing mute'],
  ['acting', { ...call, phase: 'thinking', acts: [running] }, 'acting answering turning mute'],
  [
    'acting while it speaks',
    { ...call, phase: 'speaking', acts: [running] },
    'acting answering turning mute',
  ],
  ['a task', { ...call, phase: 'thinking', turnId: 2, progress }, 'working answering breathing mute'],
  [
    'a task that acts',
    { ...call, phase: 'thinking', turnId: 2, progress, acts: [running] },
    'acting answering turning mute',
  ],
  [
    'a task that has said what it does',
    { ...call, phase: 'speaking', turnId: 2, progress },
    'working answering breathing mute',
  ],
  [
    'a task that says what it does',
    { ...call, phase: 'speaking', turnId: 2, progress, audible: true },
    'speaking answering assistant mute',
  ],
  [
    'a task of an earlier turn',
    { ...call, phase: 'thinking', turnId: 3, progress },
    'thinking answering breathing mute',
  ],
  ['acting, muted', { ...call, phase: 'thinking', muted: true, acts: [running] }, 'muted muted still unmute'],
  ['after an act', { ...call, acts: [actOf({})] }, 'listening hearing still mute'],
  ['asking', { ...call, phase: 'speaking', acts: [actOf({}), asking] }, 'asking waiting still mute'],
  ['asking, after its words', { ...call, phase: 'listening', acts: [asking] }, 'asking waiting still mute'],
  [
    'the user speaks while it asks',
    { ...call, userSpeaking: true, acts: [asking] },
    'hearing hearing user mute',
  ],
  ['reading', { ...call, phase: 'speaking', turnId: 2, reading }, 'reading answering assistant pause'],
  [
    'reading, and looking for the next part',
    { ...call, phase: 'speaking', turnId: 2, reading, acts: [running] },
    'reading answering assistant pause',
  ],
  [
    'an answer after reading',
    { ...call, phase: 'speaking', turnId: 3, reading },
    'speaking answering assistant mute',
  ],
  [
    'reading without a microphone',
    { ...call, phase: 'speaking', turnId: 2, reading, microphone: 'denied' },
    'reading answering assistant fixMicrophone',
  ],
  ['dictating', { ...call, dictating: DICTATING }, 'dictating hearing user stopDictating'],
  [
    'dictating, while the user speaks',
    { ...call, dictating: DICTATING, userSpeaking: true },
    'dictating hearing user stopDictating',
  ],
  ['dictating, push-to-talk', { ...pushToTalk, dictating: DICTATING }, 'dictating hearing user talk'],
  ['dictating and muted', { ...call, dictating: DICTATING, muted: true }, 'muted muted still unmute'],
  ['asleep', { ...call, asleep: true }, 'asleep asleep still wake'],
  ['asleep while there is speech', { ...call, asleep: true, userSpeaking: true }, 'asleep asleep still wake'],
  ['asleep, push-to-talk', { ...pushToTalk, asleep: true }, 'asleep asleep still wake'],
  ['asleep and muted', { ...call, asleep: true, muted: true }, 'muted muted still unmute'],
  [
    'asleep without a microphone',
    { ...call, asleep: true, microphone: 'unplugged' },
    'microphoneUnplugged problem still tryAgain',
  ],
  ['speaking', { ...call, phase: 'speaking' }, 'speaking answering assistant mute'],
  ['still audible', { ...call, audible: true }, 'speaking answering assistant mute'],
  ['muted', { ...call, muted: true }, 'muted muted still unmute'],
  ['muted while it speaks', { ...call, muted: true, phase: 'speaking' }, 'muted muted still unmute'],
  ['push-to-talk, key up', pushToTalk, 'holdToTalk neutral still talk'],
  ['push-to-talk, the backend waits', { ...pushToTalk, phase: 'idle' }, 'holdToTalk neutral still talk'],
  ['push-to-talk, held', { ...pushToTalk, talking: true }, 'hearing hearing user talk'],
  [
    'push-to-talk, held over the answer',
    { ...pushToTalk, talking: true, phase: 'speaking', audible: true },
    'hearing hearing user talk',
  ],
  [
    'push-to-talk, released before the words are there',
    { ...pushToTalk, userSpeaking: true },
    'thinking answering breathing talk',
  ],
  ['push-to-talk, thinking', { ...pushToTalk, phase: 'thinking' }, 'thinking answering breathing talk'],
  ['push-to-talk, speaking', { ...pushToTalk, phase: 'speaking' }, 'speaking answering assistant talk'],
  ['push-to-talk, muted', { ...pushToTalk, muted: true }, 'muted muted still unmute'],
  [
    'push-to-talk, unplugged',
    { ...pushToTalk, microphone: 'unplugged' },
    'microphoneUnplugged problem still tryAgain',
  ],
  ['push-to-talk, typing only', { ...pushToTalk, microphone: 'off' }, 'typing hearing still start'],
  [
    'push-to-talk, reconnecting',
    { ...lost, mode: 'push_to_talk', retry: null },
    'reconnecting waiting still retry',
  ],
  [
    'reconnecting',
    { ...lost, retry: { attempt: 1, atMs: NOW_MS + 2_400 } },
    'reconnectingIn waiting still retry',
  ],
  ['trying again right now', { ...lost, retry: null }, 'reconnecting waiting still retry'],
  [
    'backend gone',
    { ...lost, retry: { attempt: 4, atMs: NOW_MS + 8_000 } },
    'backendMissing problem still retry',
  ],
  [
    'backend never there',
    { ...lost, wasOpen: false, retry: { attempt: 1, atMs: NOW_MS + 1_000 } },
    'backendMissing problem still retry',
  ],
  [
    'backend restarting',
    { ...lost, restartSaidAt: 1, retry: { attempt: 1, atMs: NOW_MS + 1_000 } },
    'restarting waiting breathing retry',
  ],
  ['trying a backend that restarts', { ...lost, restartSaidAt: 5 }, 'restarting waiting breathing retry'],
  [
    'started while the backend restarts',
    { ...lost, wasOpen: false, restartSaidAt: 1, retry: { attempt: 2, atMs: NOW_MS + 2_000 } },
    'restarting waiting breathing retry',
  ],
  [
    'backend still restarting at the 6th attempt, for the 4th time',
    { ...lost, restartSaidAt: 4, retry: { attempt: 6, atMs: NOW_MS + 8_000 } },
    'restarting waiting breathing retry',
  ],
  [
    'backend that has not come back from its restart',
    { ...lost, restartSaidAt: 4, retry: { attempt: 7, atMs: NOW_MS + 8_000 } },
    'backendMissing problem still retry',
  ],
  [
    'a backend elsewhere out of reach',
    { ...lost, wasOpen: false, backendUrl: 'wss://earshot.example', retry: null },
    'backendUnreachable problem still retry',
  ],
  ['refused', { notice: { code: 'refused' } }, 'refused problem still start'],
  ['another client in the only place', { notice: { code: 'occupied' } }, 'refused problem still start'],
  ['no key', { notice: { code: 'unpaired' } }, 'unpaired waiting still start'],
  ['a wrong proof', { notice: { code: 'impostor' } }, 'unproven problem still start'],
  ['no proof', { notice: { code: 'unproven' } }, 'unproven problem still start'],
  ['an unknown key', { notice: { code: 'unauthorized' } }, 'unauthorized problem still start'],
  ['taken over', { notice: { code: 'taken_over' } }, 'takenOver neutral still start'],
  ['microphone denied', { ...call, microphone: 'denied' }, 'microphoneDenied problem still fixMicrophone'],
  ['no microphone', { ...call, microphone: 'none' }, 'microphoneNone problem still tryAgain'],
  ['microphone in use', { ...call, microphone: 'busy' }, 'microphoneBusy problem still tryAgain'],
  ['microphone without sound', { ...call, microphone: 'failed' }, 'microphoneFailed problem still tryAgain'],
  ['unplugged in a call', { ...call, microphone: 'unplugged' }, 'microphoneUnplugged problem still tryAgain'],
  [
    'answering a typed turn without a microphone',
    { ...call, microphone: 'denied', phase: 'speaking' },
    'speaking answering assistant fixMicrophone',
  ],
  ['typing only', { ...call, microphone: 'off' }, 'typing hearing still start'],
  [
    'microphone added to a typed call',
    { ...call, microphone: 'starting' },
    'connecting waiting breathing cancel',
  ],
];

const statusOf = (state: Partial<SessionState>): Status =>
  describeStatus({ ...INITIAL_STATE, ...state }, NOW_MS);

describe(describeStatus.name, () => {
  it.each(TABLE)('%s', (_name, state, shown) => {
    const { label, tone, motion, action } = statusOf(state);
    expect(`${label} ${tone} ${motion} ${action}`).toBe(shown);
  });

  it('counts whole seconds down to the next attempt', () => {
    const at = (atMs: number) => statusOf({ ...lost, retry: { attempt: 1, atMs } }).retryInS;
    expect(at(NOW_MS + 2_400)).toBe(3);
    expect(at(NOW_MS + 1)).toBe(1);
    expect(at(NOW_MS - 50)).toBe(0);
  });

  it.each([
    ['thinking', { ...call, phase: 'thinking' }, true],
    ['speaking', { ...call, phase: 'speaking' }, true],
    ['audible after the backend has finished', { ...call, audible: true }, true],
    ['dictating', { ...call, dictating: DICTATING }, true],
    ['another program acts', { ...call, acts: [running] }, true],
    ['listening', call, false],
    ['reconnecting', { ...lost, phase: 'speaking' }, false],
  ] as [string, Partial<SessionState>, boolean][])(
    'offers to stop while %s: %3$s',
    (_name, state, interruptible) => {
      expect(statusOf(state).interruptible).toBe(interruptible);
    },
  );

  it('shows the question of the backend first, which is the one that is asked', () => {
    const question = { id: 'q', question: 'Delete the note?', mayRemember: false, untilMs: NOW_MS };
    expect(askingOf({ acts: [asking], question })).toMatchObject({ id: 'q', question: 'Delete the note?' });
    expect(askingOf({ acts: [asking], question: null })).toMatchObject({ id: 'a2' });
  });

  it('is in a call as soon as anything was started', () => {
    expect(statusOf({}).inCall).toBe(false);
    expect(statusOf({ microphone: 'needs_permission' }).inCall).toBe(true);
    expect(statusOf({ connection: 'connecting' }).inCall).toBe(true);
  });
});
