import { describe, expect, it } from 'vitest';
import { INITIAL_STATE, type SessionState, type Turn } from '../session/state/session-state';
import type { ReloadReason } from '../version/reload-reason';
import { describeProblem, problemAction } from './describe-problem';
import { problemText } from './texts';

const NOW_MS = 1_000;
const URL = 'ws://127.0.0.1:8765';
const REMOTE = 'wss://earshot.example:9000';
const call: Partial<SessionState> = { connection: 'open', wasOpen: true, microphone: 'live' };
const turn: Turn = { key: '1.1', turnId: 1, user: null, assistant: null, metrics: null };
const retry = { attempt: 1, atMs: NOW_MS + 3_000 };

describe('describeProblem with a reason to reload the extension', () => {
  const rebuilt = { kind: 'rebuilt', buildId: 'b' } as const;
  const older = { kind: 'extensionOlder', extension: '0.1.0', backend: '0.2.0' } as const;
  const newer = { kind: 'extensionNewer', extension: '0.2.0', backend: '0.1.0' } as const;
  const newerUnknown = { ...newer, backend: null };
  const viewOf = (state: Partial<SessionState>, reason: ReloadReason = rebuilt) =>
    describeProblem({ ...INITIAL_STATE, ...state }, NOW_MS, 'reachable', reason);

  it.each([
    ['all is well', call, 'reload'],
    ['not started', {}, 'reload'],
    ['nothing but zeros', { ...call, signal: 'silent' }, 'reload'],
    ['muted by the system', { ...call, signal: 'muted' }, 'reload'],
    ['denied', { ...call, microphone: 'denied' }, 'microphoneDenied'],
    ['waiting for permission', { microphone: 'needs_permission' }, 'waitingForPermission'],
    ['a server that does not know this browser', { notice: { code: 'unauthorized' } }, 'unauthorized'],
    ['refused', { notice: { code: 'refused' } }, 'refused'],
    ['backend never there', { connection: 'reconnecting', wasOpen: false, retry }, 'backendMissing'],
    ['reconnecting', { ...call, connection: 'reconnecting', retry }, 'reconnecting'],
  ] as [string, Partial<SessionState>, string][])('%s: %3$s', (_name, state, kind) => {
    expect(viewOf(state)?.problem.kind).toBe(kind);
  });

  it('offers it, and can be dismissed', () => {
    const view = viewOf(call)!;
    expect(view.dismissible).toBe(true);
    expect(problemAction(view.problem, URL)).toBe('reload');
  });

  it.each([
    [rebuilt, URL, 'Earshot was rebuilt.', 'Reload it to use the new build.'],
    [
      older,
      URL,
      'This extension (0.1.0) is older than the backend (0.2.0).',
      'Reload it. If that does not help, run npm start in the Earshot folder, and reload again.',
    ],
    [
      older,
      REMOTE,
      'This extension (0.1.0) is older than the backend (0.2.0).',
      'Reload it. If that does not help, update the Earshot folder on this computer, run npm run build there, and reload again.',
    ],
    [
      newer,
      URL,
      'This extension (0.2.0) is newer than the backend (0.1.0).',
      'Stop the backend and run npm start in the Earshot folder. That also builds the extension: reload it then.',
    ],
    [
      newerUnknown,
      URL,
      'This extension (0.2.0) is newer than the backend.',
      'Stop the backend and run npm start in the Earshot folder. That also builds the extension: reload it then.',
    ],
    [
      newerUnknown,
      REMOTE,
      'This extension (0.2.0) is newer than the backend.',
      'Update Earshot where the backend runs, and restart the backend. If you have changed the extension here, reload it.',
    ],
  ])('says of %j at %s what to do', (reason, url, title, fix) => {
    const [shownTitle, shownFix] = problemText(viewOf(call, reason)!.problem, url);
    expect(shownTitle).toBe(title);
    expect(shownFix).toBe(`${fix} A reload closes this panel, ends the call and clears the conversation.`);
  });

  it.each([
    ['a call', call, 'A reload closes this panel, ends the call and clears the conversation.'],
    ['a conversation', { turns: [turn] }, 'A reload closes this panel and clears the conversation.'],
    ['nothing', {}, 'A reload closes this panel.'],
  ] as [string, Partial<SessionState>, string][])('says that %s ends with it', (_name, state, effect) => {
    expect(problemText(viewOf(state)!.problem, URL)[1]).toContain(` ${effect}`);
  });
});
