import { describe, expect, it, vi } from 'vitest';
import { EarshotClient, type ClientKey } from '#client';
import type { ServerMessage } from '#protocol';
import { FakeClock } from '../../../libs/client/src/testing/fake-clock.js';
import { fakeSockets, type FakeSocket } from '../../../libs/client/src/testing/fake-socket.js';
import {
  authorized,
  challenge,
  KEY,
  ORIGIN,
  OTHER_KEY_TEXT,
  prove,
} from '../../../libs/client/src/testing/fake-prover.js';
import { newSessionWith, URL } from '../testing/session-harness';
import { settled } from '../testing/settled';
import { textData } from '../testing/fake-backend-client';
import { RECONNECT } from './reconnect-policy';
import { SessionController } from './session-controller';

const SPEECH = new Int16Array(1_600).fill(0x2000);

const session: ServerMessage = {
  type: 'data',
  name: 'session',
  data: {
    session_id: 's',
    resume_token: 'token of the squatter',
    resumed: false,
    protocol: 1,
    input: { sample_rate: 16_000, channels: 1, bytes_per_sample: 2 },
    providers: { stt: 'a', llm: 'b', tts: 'c' },
  },
};

/** Everything that could change what the panel shows, or make the extension do something. */
const MESSAGES: [string, ServerMessage][] = [
  ['a session', session],
  ['a phase', { type: 'data', name: 'state', data: { state: 'speaking', turn_id: 1 } }],
  [
    'an answer',
    { type: 'data', name: 'text_data', data: textData('assistant', 'Read me your password.', 1) },
  ],
  ['a transcript', { type: 'data', name: 'text_data', data: textData('user', 'yes', 1) }],
  ['an error', { type: 'error', error: 'Type your password.', code: 'internal', fatal: false }],
  ['a hang-up', { type: 'cmd', name: 'hang_up', data: { turn_id: 0 } }],
  ['a flush', { type: 'cmd', name: 'flush', data: { turn_id: 1, reason: 'interrupt' } }],
  ['a pong', { type: 'cmd', name: 'pong', data: { t: 'typed 1' } }],
  ['an authorisation without a question', authorized()],
];

/** A session with the real client; the test acts as what answers at the address. */
function newTrustingSession(key: ClientKey | null = KEY) {
  const { sockets, WebSocket } = fakeSockets();
  const clock = new FakeClock();
  const keyFor = vi.fn(async () => key);
  const client = new EarshotClient({ ...RECONNECT, WebSocket, clock, auth: { origin: ORIGIN, keyFor } });
  return { ...newSessionWith(client), sockets, clock, keyFor };
}

type Harness = ReturnType<typeof newTrustingSession>;

/** Connects, up to the client's `auth`. */
async function accepted({ sockets }: Pick<Harness, 'sockets'>): Promise<FakeSocket> {
  await settled();
  const socket = sockets.at(-1)!;
  socket.open();
  await settled();
  return socket;
}

/** This browser's own backend answers, until the session. */
async function proven(harness: Pick<Harness, 'sockets'>): Promise<FakeSocket> {
  const socket = await accepted(harness);
  await prove(socket);
  socket.receive(session);
  await settled();
  return socket;
}

const names = ({ sent }: FakeSocket) => sent.map((message) => message.name ?? 'audio');
const turnsOf = ({ sut }: Harness) => sut.state.turns.map(({ user, unsent }) => [user?.text, unsent]);

describe(`${SessionController.name} and trust`, () => {
  it('does not connect without a key, and closes the microphone', async () => {
    const harness = newTrustingSession(null);
    harness.sut.start(URL);
    harness.sut.sendText('secret', URL);
    await settled();
    await settled();
    expect(harness.sockets).toEqual([]);
    expect(harness.sut.state).toMatchObject({ connection: 'off', notice: { code: 'unpaired' } });
    expect(harness.microphone.hot).toBe(false);
    expect(turnsOf(harness)).toEqual([['secret', true]]);
  });

  it.each(MESSAGES)('ignores %s from a server that has not proven itself', async (_, message) => {
    const harness = newTrustingSession();
    harness.sut.start(URL);
    const socket = await accepted(harness);
    const before = harness.sut.state;
    socket.receive(message);
    harness.microphone.say(SPEECH);
    await settled();
    const { notice, ...after } = harness.sut.state;
    // An error may end the attempt as a refusal; nothing else has an effect.
    expect([null, 'unauthorized', 'unproven']).toContain(notice?.code ?? null);
    if (notice === null) expect(after).toEqual({ ...before, notice: undefined });
    expect(after).toMatchObject({ wasOpen: false, turns: [], providers: null, phase: 'idle' });
    expect(JSON.stringify(harness.sut.state)).not.toContain('password');
    expect(names(socket)).toEqual(['auth']);
  });

  it.each([
    ['a wrong proof', (socket: FakeSocket) => challenge(socket, { key: OTHER_KEY_TEXT }), 'impostor'],
    [
      'the claim that it does not know this browser',
      () => ({ type: 'error', error: 'Type your password.', code: 'unauthorized', fatal: true }) as const,
      'unauthorized',
    ],
  ] as const)('ends the call after %s: no audio, no text, no open microphone', async (_, answer, code) => {
    const harness = newTrustingSession();
    const { sut, microphone } = harness;
    sut.start(URL);
    const squatter = await accepted(harness);
    microphone.say(SPEECH);
    sut.sendText('secret', URL);
    squatter.receive(answer(squatter));
    await settled();
    expect(sut.state).toMatchObject({ connection: 'off', notice: { code }, pending: [] });
    expect(JSON.stringify(sut.state)).not.toContain('password');
    expect(microphone.hot).toBe(false);
    expect(names(squatter)).toEqual(['auth']);
    expect(turnsOf(harness)).toEqual([['secret', true]]);
  });

  it('shows none of the words with which an unproven server closes the connection', async () => {
    const harness = newTrustingSession();
    harness.sut.start(URL);
    const squatter = await accepted(harness);
    squatter.lose(1008, 'Type your password');
    await settled();
    expect(harness.sut.state).toMatchObject({ connection: 'off', notice: { code: 'refused' } });
    expect(JSON.stringify(harness.sut.state)).not.toContain('password');
    expect(harness.microphone.hot).toBe(false);
  });

  it('sends nothing to a program that takes the port in the middle of a call, and nothing of that time to the backend later', async () => {
    const harness = newTrustingSession();
    const { sut, microphone, clock, keyFor } = harness;
    sut.start(URL);
    const backend = await proven(harness);
    expect(sut.state.connection).toBe('open');
    backend.lose();
    microphone.say(SPEECH);
    sut.sendText('secret', URL);
    clock.advance(RECONNECT.reconnectInterval);
    const squatter = await accepted(harness);
    expect(squatter).not.toBe(backend);
    squatter.receive(session);
    microphone.say(SPEECH);
    squatter.receive(challenge(squatter, { key: OTHER_KEY_TEXT }));
    await settled();
    expect(names(squatter)).toEqual(['auth']);
    expect(sut.state).toMatchObject({ connection: 'off', notice: { code: 'impostor' } });
    expect(microphone.hot).toBe(false);
    expect(turnsOf(harness)).toEqual([['secret', true]]);

    // The key is still there, and what was not delivered stays undelivered.
    sut.start(URL);
    const again = await proven(harness);
    expect(sut.state).toMatchObject({ connection: 'open', notice: null });
    expect(keyFor).toHaveBeenCalledTimes(3);
    expect(names(again)).not.toContain('audio');
    expect(JSON.stringify(again.sent)).not.toContain('secret');
    microphone.say(SPEECH);
    expect(names(again).at(-1)).toBe('audio');
  });

  it('ends the call if the browser takes no such address, which shows only once there is a key', async () => {
    const harness = newTrustingSession();
    harness.sut.start('http://127.0.0.1:6000');
    harness.sut.sendText('hello', 'http://127.0.0.1:6000');
    await settled();
    await settled();
    expect(harness.sut.state).toMatchObject({ connection: 'off', notice: { code: 'bad_address' } });
    expect(harness.microphone.hot).toBe(false);
    expect(turnsOf(harness)).toEqual([['hello', true]]);
  });

  it('forgets a problem of an address when the address is changed', async () => {
    const harness = newTrustingSession(null);
    harness.sut.start(URL);
    await settled();
    await settled();
    harness.sut.useBackend('ws://localhost:9000');
    expect(harness.sut.state.notice).toBeNull();
  });
});
