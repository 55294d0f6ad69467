import { describe, expect, it } from 'vitest';
import { INITIAL_STATE, type SessionState } from '../session/state/session-state';
import { PanelSession } from './panel-session.svelte';

const call: Partial<SessionState> = { connection: 'open', microphone: 'live' };

describe(PanelSession.name, () => {
  it.each([
    ['in a call', call, true],
    ['connecting', { ...call, connection: 'connecting' }, false],
    ['while the backend is gone', { ...call, connection: 'reconnecting', audible: true }, false],
    ['with the microphone unplugged', { ...call, microphone: 'unplugged' }, false],
    ['with it unplugged while Earshot speaks', { ...call, microphone: 'unplugged', audible: true }, true],
    ['before the key is held', { ...call, mode: 'push_to_talk' }, false],
    ['while it is held', { ...call, mode: 'push_to_talk', talking: true }, true],
  ] as [string, Partial<SessionState>, boolean][])('shows levels %s: %3$s', (_name, state, metering) => {
    const sut = new PanelSession({ send: () => {} });
    sut.apply({ type: 'snapshot', state: { ...INITIAL_STATE, ...state } });
    expect(sut.metering).toBe(metering);
  });
});
