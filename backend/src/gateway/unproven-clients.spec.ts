/** What the gateway takes from clients that have not proven who they are yet. */
import { Logger } from '@nestjs/common';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { WebSocket } from 'ws';
import { AccessService, type ClientAccess } from '../auth/access.service.js';
import type { Credentials } from '../auth/credentials/credentials.js';
import { newSecret, proofOf } from '../auth/secrets/proof.js';
import { HttpTokens } from '../auth/http-tokens.js';
import { Lockout } from '../auth/lockout.js';
import { FakeCredentials } from '../auth/testing/fake-credentials.js';
import { EarshotConfig } from '../config/config.dto.js';
import type { Graph } from '../session/graphs.js';
import type { ClientSocket } from '../session/session-output.js';
import { Draining } from '../session/draining.js';
import type { SessionService } from '../session/session.service.js';
import { ConnectionRegistry, type SocketSource } from './connection-registry.js';
import { FakeWebSocket } from './testing/fake-web-socket.js';
import { LOCAL_PROGRAM } from './testing/test-access.js';
import { GRAPH } from './testing/test-graph.js';

const ORIGIN = 'chrome-extension://abcdefghijklmnop';
const KEY = Buffer.alloc(32, 7);
const EXTENSION: ClientAccess = { kind: 'unproven', origin: ORIGIN, lockAddress: undefined, isLocal: true };

const WRONG_TOKEN = { kind: 'unauthorized', error: 'The token is wrong.' } as const;

interface Received {
  type: string;
  name?: string;
  code?: string;
  data?: { nonce: string };
}

describe('a client that has proven nothing', () => {
  const session = { isAttachedTo: () => true, textInput: vi.fn(), ping: vi.fn() };
  const start = vi.fn((_graph: Graph, _socket: ClientSocket) => session);
  let credentials: FakeCredentials;
  let config: EarshotConfig;
  let sut: ConnectionRegistry;

  beforeEach(() => {
    // A client that stays connected has a deadline, and the registry a heartbeat: they would outlive the test.
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] });
    vi.clearAllMocks();
    credentials = new FakeCredentials();
    credentials.keys.set('k1', { origin: ORIGIN, key: KEY });
    config = new EarshotConfig();
    const sessions = { full: false, start, detach: vi.fn() } as unknown as SessionService;
    const known = credentials as unknown as Credentials;
    const rules = new AccessService(config, known, new Lockout(), new HttpTokens());
    sut = new ConnectionRegistry(config, sessions, rules, new Draining());
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.restoreAllMocks();
  });

  function connect(access: SocketSource['access'] = EXTENSION) {
    const socket = new FakeWebSocket();
    sut.accept(socket as unknown as WebSocket, { access, graph: GRAPH });
    const received = () => socket.send.mock.calls.map(([frame]) => JSON.parse(frame) as Received);
    const send = (name: string, data: object = {}) =>
      socket.emit('message', Buffer.from(JSON.stringify({ type: 'cmd', name, data })));
    const prove = () => {
      const nonce = newSecret();
      send('auth', { key_id: 'k1', nonce });
      const server = received().at(-1)!.data!.nonce;
      send('auth_proof', { proof: proofOf(KEY, 'client', ORIGIN, { client: nonce, server }) });
    };
    return { socket, received, send, prove };
  }

  it.each<[string, string]>([
    ['a command', '{"type":"cmd","name":"session_start"}'],
    ['a ping', '{"type":"cmd","name":"ping"}'],
    ['a typed turn', '{"type":"cmd","name":"text_input","data":{"text":"hello"}}'],
    ['audio', '{"audio":"AAAA"}'],
    ['what is no message', 'hello'],
    [
      'a handshake of a megabyte',
      JSON.stringify({ type: 'cmd', name: 'auth', data: { key_id: 'k'.repeat(1e6) } }),
    ],
  ])('is closed when it sends %s', (_, frame) => {
    const { socket, received } = connect();
    socket.emit('message', Buffer.from(frame));
    expect(received()).toMatchObject([{ type: 'error', code: 'unauthorized', fatal: true }]);
    expect(socket.close.mock.calls).toEqual([[1008, 'unauthorized']]);
    expect(start).not.toHaveBeenCalled();
  });

  it('gets nothing from what it sends after it was closed', () => {
    const { received, send } = connect();
    send('session_start');
    send('auth', { key_id: 'k1', nonce: newSecret() });
    send('session_start');
    expect(received()).toMatchObject([{ type: 'error', code: 'unauthorized' }]);
    expect(start).not.toHaveBeenCalled();
  });

  it('gets an error for a malformed handshake, and may try again', () => {
    const { socket, received, send, prove } = connect();
    send('auth', { key_id: 'k1', nonce: 'short' });
    expect(received()).toMatchObject([{ code: 'invalid_message' }]);
    prove();
    expect(received().at(-1)).toMatchObject({ name: 'authorized' });
    expect(socket.close).not.toHaveBeenCalled();
  });

  it('is closed when it goes on with malformed handshakes', () => {
    const { socket, received, send } = connect();
    for (let i = 0; i < 8; i++) send('auth', { key_id: 'k1', nonce: 'short' });
    expect(socket.close).not.toHaveBeenCalled();
    for (let i = 0; i < 8; i++) send('auth', { key_id: 'k1', nonce: 'short' });
    expect(received()).toHaveLength(9);
    expect(received().at(-1)).toMatchObject({ code: 'unauthorized', fatal: true });
    expect(socket.close.mock.calls).toEqual([[1008, 'unauthorized']]);
  });

  it('may do everything once it has proven itself, under the identity of its origin', () => {
    const { received, send, prove } = connect();
    prove();
    send('text_input', { text: 'hello' });
    expect(received().map(({ name }) => name)).toEqual(['auth', 'authorized']);
    expect(session.textInput).toHaveBeenCalledOnce();
    expect(start.mock.lastCall![1].identity).toBe(ORIGIN);
  });

  it('cannot change who it is during a session', () => {
    const { received, send, prove } = connect();
    prove();
    send('session_start');
    send('auth', { key_id: 'k1', nonce: newSecret() });
    expect(received().at(-1)).toMatchObject({ type: 'error', code: 'invalid_message', fatal: false });
  });

  it('is closed with the reason if its token is wrong', () => {
    const { socket, received, send } = connect({ ...WRONG_TOKEN, origin: '', lockAddress: undefined });
    send('session_start');
    expect(received()).toEqual([
      { type: 'error', error: 'The token is wrong.', code: 'unauthorized', fatal: true },
    ]);
    expect(socket.close.mock.calls).toEqual([[1008, 'unauthorized']]);
    expect(start).not.toHaveBeenCalled();
  });

  it.each<[string, () => void, string]>([
    [
      'a wrong token',
      () => connect({ ...WRONG_TOKEN, origin: '', lockAddress: '203.0.113.9' }),
      'a program on 203.0.113.9: The token is wrong.',
    ],
    [
      'an unknown key',
      () => connect().send('auth', { key_id: 'k2', nonce: newSecret() }),
      `${ORIGIN} on this computer: Earshot does not know this client's key`,
    ],
    [
      'no handshake',
      () => connect().send('session_start'),
      `${ORIGIN} on this computer: Earshot talks to this client only with a token, or once it has proven who it is`,
    ],
  ])('is named in the log after %s, without the advice for its user', (_, attempt, logged) => {
    const warn = vi.spyOn(Logger.prototype, 'warn').mockReturnValue();
    attempt();
    expect(warn.mock.calls).toEqual([[expect.stringContaining(`Refused a connection: ${logged}`)]]);
    expect(String(warn.mock.lastCall)).not.toContain('npm run pair');
  });

  it('is closed after ten seconds', () => {
    const [silent, proven] = [connect(), connect()];
    proven.prove();
    vi.advanceTimersByTime(9_999);
    expect(silent.socket.close).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(silent.socket.close.mock.calls).toEqual([[1008, 'unauthorized']]);
    silent.send('auth', { key_id: 'k1', nonce: newSecret() });
    expect(silent.received()).toMatchObject([{ code: 'unauthorized' }]);
    expect(proven.socket.close).not.toHaveBeenCalled();
  });

  it('does not displace one that is admitted, however many come', () => {
    const admitted = connect(LOCAL_PROGRAM);
    const others = Array.from({ length: 100 }, () => connect());
    expect(admitted.socket.close).not.toHaveBeenCalled();
    expect(others.filter(({ socket }) => socket.close.mock.calls.length === 0)).toHaveLength(64);
  });

  it('displaces the oldest without a session once it has proven itself, where there are too many', () => {
    const admitted = Array.from({ length: 64 }, () => connect(LOCAL_PROGRAM));
    const proven = connect();
    proven.prove();
    const closed = [...admitted, proven].filter(({ socket }) => socket.close.mock.calls.length > 0);
    expect(closed).toEqual([admitted[0]]);
  });

  it.each<[string, Partial<ClientAccess>, Partial<ClientAccess>]>([
    ['an extension here', {}, { origin: 'chrome-extension://other' }],
    ['an extension here', {}, { lockAddress: '203.0.113.9', isLocal: false }],
    ['a client elsewhere', { lockAddress: '203.0.113.8' }, { lockAddress: '203.0.113.9' }],
    ['a client elsewhere', { lockAddress: '203.0.113.8' }, { origin: 'chrome-extension://other' }],
  ])('does not displace %s with the many connections of another source', (_, one, other) => {
    const { socket, received, prove } = connect({ ...EXTENSION, ...one });
    for (let i = 0; i < 200; i++) connect({ ...EXTENSION, ...other });
    expect(socket.close).not.toHaveBeenCalled();
    prove();
    expect(received().at(-1)).toMatchObject({ name: 'authorized' });
  });

  it('does not displace others by claiming many origins from elsewhere', () => {
    const { socket } = connect({ ...EXTENSION, lockAddress: '203.0.113.8' });
    for (let i = 0; i < 200; i++)
      connect({ ...EXTENSION, origin: `chrome-extension://${i}`, lockAddress: '203.0.113.9' });
    expect(socket.close).not.toHaveBeenCalled();
  });

  it('takes no place of the only client until it has proven itself', async () => {
    config.singleClient = true;
    const [unproven, first] = [connect(), connect(LOCAL_PROGRAM)];
    first.socket.onPing = () => void first.socket.emit('pong');
    expect(first.socket.close).not.toHaveBeenCalled();
    unproven.prove();
    await vi.waitFor(() => expect(unproven.socket.close).toHaveBeenCalled());
    expect(unproven.socket.close.mock.calls).toEqual([[1008, 'Only one connection allowed']]);
    expect(first.socket.close).not.toHaveBeenCalled();
    unproven.send('session_start');
    expect(start).not.toHaveBeenCalled();
  });

  it('starts nothing with what comes with its proof while the place of the only client is taken', async () => {
    config.singleClient = true;
    const [newcomer, first] = [connect(), connect(LOCAL_PROGRAM)];
    first.socket.onPing = () => void first.socket.emit('pong');
    newcomer.prove();
    newcomer.send('session_start');
    await vi.waitFor(() => expect(newcomer.socket.close).toHaveBeenCalled());
    newcomer.send('session_start');
    expect(start).not.toHaveBeenCalled();
  });

  it('takes the place of the only client that is gone', async () => {
    config.singleClient = true;
    const [newcomer, first] = [connect(), connect(LOCAL_PROGRAM)];
    newcomer.prove();
    first.socket.emit('close');
    await vi.waitFor(() => expect(newcomer.socket.resume).toHaveBeenCalled());
    await new Promise(setImmediate);
    newcomer.send('session_start');
    expect(newcomer.socket.close).not.toHaveBeenCalled();
    expect(start).toHaveBeenCalledOnce();
  });

  it('is closed at the next heartbeat after its key was revoked', () => {
    const { socket, received, prove } = connect();
    prove();
    vi.advanceTimersByTime(15_000);
    socket.emit('pong');
    expect(socket.close).not.toHaveBeenCalled();
    credentials.keys.clear();
    vi.advanceTimersByTime(15_000);
    expect(received().at(-1)).toMatchObject({ code: 'unauthorized' });
    expect(socket.close.mock.calls).toEqual([[1008, 'unauthorized']]);
  });
});
