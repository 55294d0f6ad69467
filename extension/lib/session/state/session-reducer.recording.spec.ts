import { describe, expect, it } from 'vitest';
import { after, session } from '../../testing/session-events';
import type { SessionEvent } from './session-reducer';

const recording = (on: boolean, expires_at?: number): SessionEvent => ({
  type: 'data',
  message: { type: 'data', name: 'recording', data: { on, ...(expires_at !== undefined && { expires_at }) } },
});
const begun = session(false, { recording: true, recording_expires_at: 5_000 });
const on = { on: true, expiresAtMs: 5_000 };
const ended = { on: false, expiresAtMs: 5_000 };

describe('the recording of a call', () => {
  it.each<[string, SessionEvent[], unknown]>([
    ['of an older backend', [session(false)], null],
    ['that does not exist', [session(false, { recording: false })], null],
    ['that has begun', [begun], on],
    ['that has ended', [begun, recording(false)], ended],
    ['that begins late', [session(false, { recording: false }), recording(true, 5_000)], on],
    ['that ended while the client was away', [begun, session(true, { recording: false })], ended],
    [
      'that goes on after a reconnect',
      [begun, session(true, { recording: true, recording_expires_at: 5_000 })],
      on,
    ],
    ['of the call before', [begun, session(false, { recording: false })], null],
    ['of a call that was hung up', [begun, { type: 'closed', notice: null }], null],
    ['without a day', [recording(true)], { on: true, expiresAtMs: null }],
    ['with an impossible day', [recording(true, 1e99)], { on: true, expiresAtMs: null }],
    ['that only a text says', [session(false, { recording: 'yes' as unknown as boolean })], null],
  ])('%s', (_, events, expected) => {
    expect(after(...events).recording).toEqual(expected);
  });
});
