import { describe, expect, it } from 'vitest';
import { INITIAL_STATE, type SessionState } from '../session/state/session-state';
import { describeProblem } from './describe-problem';
import { problemText } from './texts';

const NOW_MS = 1_000;
const URL = 'ws://127.0.0.1:8765';
const call: Partial<SessionState> = { connection: 'open', wasOpen: true, microphone: 'live' };
const retry = { attempt: 1, atMs: NOW_MS + 3_000 };

const problemOf = (state: Partial<SessionState>) => describeProblem({ ...INITIAL_STATE, ...state }, NOW_MS);

describe(describeProblem.name, () => {
  it.each([
    ['all is well', call, null],
    ['not started', {}, null],
    ['reconnecting', { ...call, connection: 'reconnecting', retry }, 'reconnecting'],
    ['backend never there', { connection: 'reconnecting', wasOpen: false, retry }, 'backendMissing'],
    ['waiting for permission', { microphone: 'needs_permission' }, 'waitingForPermission'],
    [
      'waiting for permission without a backend',
      { microphone: 'needs_permission', connection: 'reconnecting', retry },
      'backendMissing',
    ],
    ['audio that cannot be processed', { ...call, microphone: 'failed' }, 'microphoneFailed'],
    ['denied', { ...call, microphone: 'denied' }, 'microphoneDenied'],
    [
      'unplugged while it speaks',
      { ...call, microphone: 'unplugged', phase: 'speaking' },
      'microphoneUnplugged',
    ],
    ['muted by the system', { ...call, signal: 'muted' }, 'microphoneMuted'],
    ['nothing but zeros', { ...call, signal: 'silent' }, 'microphoneSilent'],
    ['no audio output', { ...call, notice: { code: 'playback_failed' } }, 'playbackFailed'],
    ['backend restarted', { ...call, notice: { code: 'session_lost' } }, 'sessionLost'],
    ['bad address', { notice: { code: 'bad_address' } }, 'badAddress'],
    ['taken over', { notice: { code: 'taken_over' } }, 'takenOver'],
    ['refused', { notice: { code: 'refused', text: 'no' } }, 'refused'],
  ] as [string, Partial<SessionState>, string | null][])('%s', (_name, state, kind) => {
    expect(problemOf(state)?.problem.kind ?? null).toBe(kind);
  });

  it('says how to start the backend, and shows its errors in its own words', () => {
    const missing = problemOf({ connection: 'reconnecting', wasOpen: false, retry });
    expect(missing && problemText(missing.problem, URL)).toEqual([
      "Can't reach the backend at 127.0.0.1:8765.",
      'Run npm start in the Earshot folder. Trying again in 3 s.',
    ]);
    const error = problemOf({
      ...call,
      notice: { code: 'backend', text: 'No key.', stage: 'stt', turnId: null },
    });
    expect(error && problemText(error.problem, URL)).toEqual(['Speech recognition', 'No key.']);
  });

  it('does not mention npm start for a backend on another computer', () => {
    const backendUrl = 'wss://earshot.example:9000';
    const missing = problemOf({ connection: 'reconnecting', wasOpen: false, retry, backendUrl });
    const [title, fix] = problemText(missing!.problem, backendUrl);
    expect(title).toBe("Can't reach the backend at earshot.example:9000.");
    expect(fix).not.toContain('npm start');
    expect(fix).toContain('Trying again in 3 s.');
  });

  it('is dismissible only if no action is needed', () => {
    expect(problemOf({ notice: { code: 'refused', text: 'no' } })?.dismissible).toBe(true);
    expect(problemOf({ ...call, microphone: 'none' })?.dismissible).toBe(false);
  });
});
