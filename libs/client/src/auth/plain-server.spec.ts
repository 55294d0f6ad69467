import { describe, expect, it } from 'vitest';
import { EarshotClient } from '../earshot-client.js';
import type { ClosedEvent } from '../events.js';
import { FakeClock } from '../testing/fake-clock.js';
import { AUTH, challenge, OTHER_KEY_TEXT, prove, settled, unauthorized } from '../testing/fake-prover.js';
import { fakeSockets, type FakeSocket } from '../testing/fake-socket.js';
import { audioMessage } from '../testing/messages.js';

/** Longer than any message of a handshake. */
const longAudio = () => JSON.stringify({ ...audioMessage(1, 0), audio: 'AAAA'.repeat(4_000) });
const TEXT =
  '{"type":"data","name":"text_data","data":{"data_type":"transcribe","role":"assistant","text":"Hi","is_final":true}}';
const error = (code?: string) => JSON.stringify({ type: 'error', error: 'Unknown', code, fatal: false });

/** Connects with `allowPlain`, up to the client's `auth`. */
async function setUp() {
  const clock = new FakeClock();
  const { sockets, WebSocket } = fakeSockets();
  const auth = { ...AUTH, allowPlain: true };
  const sut = new EarshotClient({ clock, WebSocket, random: () => 0, heartbeatIntervalMs: 0, auth });
  const log: string[] = [];
  const closes: ClosedEvent[] = [];
  sut.onOpen(() => log.push('open'));
  sut.onMessage(({ type }) => log.push(type));
  sut.onClose((event) => closes.push(event));
  sut.connect('ws://127.0.0.1:1');
  await settled();
  sockets[0]!.open();
  return { clock, sockets, socket: sockets[0]!, sut, log, closes };
}

describe('EarshotClient where a plain server is allowed', () => {
  it.each<[string, string[], (socket: FakeSocket, clock: FakeClock) => void]>([
    ['does not know auth', ['open'], (socket) => socket.receive(error('unknown_message'))],
    ['answers with an error without a code', ['open'], (socket) => socket.receive(error())],
    ['says something', ['open', 'data'], (socket) => socket.receive(TEXT)],
    ['plays audio', ['open', 'audio'], (socket) => socket.receive(longAudio())],
    ['says nothing for 3 s', ['open'], (_, clock) => clock.advance(3_000)],
  ])('uses a server that %s', async (_, expected, act) => {
    const { socket, sut, log, clock } = await setUp();
    act(socket, clock);
    expect([sut.state, log]).toEqual(['open', expected]);
    expect(sut.httpToken).toBeUndefined();
    expect(sut.sendAudio(new Int16Array(160))).toBe('sent');
    socket.receive(challenge(socket));
    await settled();
    expect(socket.sent, 'it is too late for a handshake').toHaveLength(2);
  });

  it('takes the handshake where the server knows it', async () => {
    const { socket, sut, clock } = await setUp();
    clock.advance(2_999);
    socket.receive(challenge(socket));
    await settled();
    clock.advance(5_000);
    expect(sut.state, 'a server that has answered is not silent').toBe('connecting');
    socket.receive('{"type":"data","name":"authorized","data":{"http_token":"t"}}');
    expect([sut.state, sut.httpToken]).toEqual(['open', 't']);
    expect(clock.pending).toBe(0);
  });

  it.each<[string, (socket: FakeSocket) => void]>([
    ['wrong_proof', (socket) => socket.receive(challenge(socket, { key: OTHER_KEY_TEXT }))],
    ['unauthorized', (socket) => socket.receive(unauthorized('No.'))],
  ])('does not use a server that knows the handshake but fails it (%s)', async (refusal, act) => {
    const { socket, closes, clock, log } = await setUp();
    act(socket);
    await settled();
    clock.advance(10_000);
    expect(closes).toMatchObject([{ refusal, willReconnect: false }]);
    expect(log).toEqual([]);
  });

  it.each(['internal', 'busy'])('waits on after the error %s, which no plain server sends', async (code) => {
    const { socket, sut } = await setUp();
    socket.receive(error(code));
    expect(sut.state).toBe('connecting');
  });

  it('asks a server that was proven before for its proof again', async () => {
    const { sockets, sut, clock, closes } = await setUp();
    await prove(sockets[0]!);
    sockets[0]!.lose();
    clock.advance(1_000);
    await settled();
    sockets[1]!.open();
    clock.advance(3_000);
    sockets[1]!.receive(TEXT);
    expect(sut.state).toBe('connecting');
    sockets[1]!.receive(error('unknown_message'));
    expect(closes.at(-1)).toMatchObject({ refusal: 'no_proof', willReconnect: false });
  });

  it('ends with disconnect() while it waits', async () => {
    const { sut, clock, log, closes } = await setUp();
    sut.disconnect();
    clock.advance(10_000);
    expect(log).toEqual([]);
    expect(closes).toMatchObject([{ intended: true }]);
    expect(clock.pending).toBe(0);
  });
});
