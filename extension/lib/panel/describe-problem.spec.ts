import { describe, expect, it } from 'vitest';
import { INITIAL_STATE, type SessionState } from '../session/state/session-state';
import { describeProblem, problemAction } from './describe-problem';
import { problemText } from './texts';

const NOW_MS = 1_000;
const URL = 'ws://127.0.0.1:8765';
const REMOTE = 'wss://nas.example/earshot';
const call: Partial<SessionState> = { connection: 'open', wasOpen: true, microphone: 'live' };
const retry = { attempt: 1, atMs: NOW_MS + 3_000 };

const problemOf = (state: Partial<SessionState>) => describeProblem({ ...INITIAL_STATE, ...state }, NOW_MS);

describe(describeProblem.name, () => {
  it.each([
    ['all is well', call, null],
    ['not started', {}, null],
    ['reconnecting', { ...call, connection: 'reconnecting', retry }, 'reconnecting'],
    ['restarting', { ...call, connection: 'reconnecting', retry, restartSaidAt: 1 }, 'restarting'],
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
    ['refused', { notice: { code: 'refused' } }, 'refused'],
    ['another client in the only place', { notice: { code: 'occupied' } }, 'occupied'],
    ['no key for the address', { notice: { code: 'unpaired' } }, 'unpaired'],
    ['a wrong proof', { notice: { code: 'impostor' } }, 'impostor'],
    ['no proof', { notice: { code: 'unproven' } }, 'unproven'],
    ['a server that does not know this browser', { notice: { code: 'unauthorized' } }, 'unauthorized'],
  ] as [string, Partial<SessionState>, string | null][])('%s', (_name, state, kind) => {
    expect(problemOf(state)?.problem.kind ?? null).toBe(kind);
  });

  it('says how to start the backend, and shows its errors in its own words', () => {
    const missing = problemOf({ connection: 'reconnecting', wasOpen: false, retry });
    expect(missing && problemText(missing.problem, URL)).toEqual([
      "Can't reach the backend at 127.0.0.1:8765.",
      'Run npm start in the Earshot folder, or docker compose up --detach with Docker. Trying again in 3 s.',
    ]);
    const error = problemOf({
      ...call,
      notice: { code: 'backend', text: 'No key.', stage: 'stt', turnId: null },
    });
    expect(error && problemText(error.problem, URL)).toEqual(['Speech recognition', 'No key.']);
    const excluded = problemOf({ notice: { code: 'excluded_site', site: 'shop.example' } });
    expect(excluded?.dismissible).toBe(true);
    expect(excluded && problemText(excluded.problem, URL)).toEqual([
      'You told Earshot never to read shop.example.',
      'Remove the site under Settings → Never on these sites, then select the text again.',
    ]);
  });

  it('does not mention npm start for a backend on another computer', () => {
    const backendUrl = 'wss://earshot.example:9000';
    const missing = problemOf({ connection: 'reconnecting', wasOpen: false, retry, backendUrl });
    const [title, fix] = problemText(missing!.problem, backendUrl);
    expect(title).toBe("Can't reach the backend at earshot.example:9000.");
    expect(fix).not.toContain('npm start');
    expect(fix).toContain('Trying again in 3 s.');
  });

  it.each([
    ['unpaired', URL, 'This browser is not paired with the backend at 127.0.0.1:8765.', 'npm run pair'],
    ['impostor', URL, 'Something else answers at 127.0.0.1:8765, not your Earshot.', 'Stop that program'],
    ['impostor', REMOTE, 'Something else answers at nas.example, not your Earshot.', 'Check the address'],
    ['unproven', URL, "What answers at 127.0.0.1:8765 can't prove that it is your Earshot.", 'npm start'],
    ['unproven', REMOTE, "What answers at nas.example can't prove that it is your Earshot.", 'Update'],
    ['unauthorized', REMOTE, "The backend at nas.example doesn't recognise this browser.", 'npm run pair'],
  ] as const)('says of "%s" at %s what is wrong and what to do', (kind, backendUrl, title, fix) => {
    const texts = problemText({ kind }, backendUrl);
    expect(texts[0]).toBe(title);
    expect(texts[1]).toContain(fix);
    if (kind === 'impostor' || kind === 'unproven')
      expect(texts[1]).toContain('Nothing you say or type was sent');
  });

  it.each([
    ['computer', ['npm start', 'Start talking', 'npm run pair']],
    ['code', ['npm run pair where Earshot runs']],
    ['unknown', ['npm run pair where Earshot runs']],
  ] as const)('says after a refusal of the key of a %s how to get one that is known', (pairing, parts) => {
    const [, fix] = problemText({ kind: 'unauthorized' }, URL, pairing);
    for (const part of parts) expect(fix).toContain(part);
    expect(fix.includes('npm start')).toBe(pairing === 'computer');
  });

  it('is dismissible only if no action is needed', () => {
    expect(problemOf({ notice: { code: 'refused' } })?.dismissible).toBe(true);
    expect(problemOf({ ...call, microphone: 'none' })?.dismissible).toBe(false);
    expect(problemOf({ notice: { code: 'unpaired' } })?.dismissible).toBe(false);
  });
});

describe(problemAction.name, () => {
  const missing = { kind: 'backendMissing', retryInS: null, inCall: false } as const;

  it.each([
    [{ kind: 'unpaired' }, URL, 'pair'],
    [{ kind: 'unauthorized' }, URL, 'pair'],
    [{ kind: 'impostor' }, URL, null],
    [missing, URL, null],
    [missing, 'ws://nas.example:8765', null],
    [missing, REMOTE, 'openSite'],
  ] as const)('of %j at %s is %s', (problem, backendUrl, action) => {
    expect(problemAction(problem, backendUrl)).toBe(action);
  });

  it('comes with a hint at the certificate', () => {
    expect(problemText(missing, REMOTE)[1]).toContain('certificate');
    expect(problemText(missing, 'ws://nas.example:8765')[1]).not.toContain('certificate');
  });
});
