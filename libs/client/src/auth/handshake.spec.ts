import { describe, expect, it } from 'vitest';
import { proofText } from '#protocol';
import {
  AUTH,
  authorized,
  challenge,
  clientNonce,
  hmacBy,
  KEY_TEXT,
  ORIGIN,
  OTHER_KEY_TEXT,
  prove,
  SERVER_NONCE,
  settled,
  unauthorized,
} from '../testing/fake-prover.js';
import type { FakeSocket } from '../testing/fake-socket.js';
import { audioMessage, sessionMessage } from '../testing/messages.js';
import { names, refused, setUp, URL } from '../testing/proving-client.js';

/** As a server of the plain protocol sends it. */
const PLAIN_TEXT =
  '{"type":"data","name":"text_data","data":{"data_type":"transcribe","role":"assistant","text":"Hi","is_final":true}}';

describe('the handshake of EarshotClient', () => {
  it('proves itself to a server that has proven itself, and then starts the session', async () => {
    const { sut, log, ask } = setUp();
    const socket = await ask();
    expect(socket.sent).toEqual([
      {
        type: 'cmd',
        name: 'auth',
        data: { key_id: 'key-1', nonce: expect.stringMatching(/^[\w-]{43}$/) as string },
      },
    ]);
    socket.receive(challenge(socket));
    await settled();
    const proof = hmacBy(KEY_TEXT, proofText('client', ORIGIN, clientNonce(socket), SERVER_NONCE));
    expect(socket.sent[1]).toEqual({ type: 'cmd', name: 'auth_proof', data: { proof } });
    expect([sut.state, sut.httpToken, log]).toEqual(['connecting', undefined, []]);
    socket.receive(authorized('for-http'));
    expect([sut.state, sut.httpToken, log]).toEqual(['open', 'for-http', ['open']]);
    expect(names(socket)).toEqual(['auth', 'auth_proof', 'session_start']);
  });

  it('uses another nonce for each connection, and forgets the token of the earlier one', async () => {
    const { sut, sockets, clock, ask } = setUp();
    const first = await ask();
    await prove(first);
    first.lose();
    expect(sut.httpToken).toBeUndefined();
    clock.advance(1_000);
    await settled();
    sockets[1]!.open();
    await prove(sockets[1]!);
    expect(sut.httpToken).toBe('http-token');
    expect(clientNonce(sockets[1]!)).not.toBe(clientNonce(first));
    sut.disconnect();
    expect(sut.httpToken).toBeUndefined();
  });

  it('holds what is said meanwhile, and sends it once the session has started', async () => {
    const { sut, ask } = setUp();
    const socket = await ask();
    expect(sut.sendAudio(new Int16Array(1_600))).toBe('held');
    expect(sut.sendCommand('text_input', { text: 'Hi' })).toBe('held');
    expect(sut.sendCommand('playback', { turn_id: 1, played_ms: 1, state: 'playing' })).toBe('dropped');
    expect(sut.sendCommand('ping', {})).toBe('dropped');
    await prove(socket);
    socket.receive(sessionMessage());
    expect(names(socket)).toEqual(['auth', 'auth_proof', 'session_start', 'audio', 'text_input']);
  });

  describe('with a server that has not proven itself', () => {
    it.each<[string, (socket: FakeSocket) => void]>([
      ['starts a session', (socket) => socket.receive(sessionMessage())],
      ['plays audio', (socket) => socket.receive(audioMessage(1, 0))],
      ['says something', (socket) => socket.receive(PLAIN_TEXT)],
      [
        'calls a tool',
        (socket) =>
          socket.receive(
            '{"type":"cmd","name":"tool_call","data":{"call_id":"1","turn_id":1,"name":"click","arguments":{},"policy":"allow"}}',
          ),
      ],
      [
        'flushes',
        (socket) => socket.receive('{"type":"cmd","name":"flush","data":{"turn_id":1,"reason":"barge_in"}}'),
      ],
      ['mutes', (socket) => socket.receive('{"type":"cmd","name":"mute","data":{"turn_id":1}}')],
      ['rings', (socket) => socket.receive('{"type":"data","name":"reminders","data":{"items":[]}}')],
      [
        'reports an error',
        (socket) => socket.receive('{"type":"error","error":"x","code":"internal","fatal":true}'),
      ],
      ['is busy', (socket) => socket.receive('{"type":"error","error":"x","code":"busy","fatal":false}')],
      ['lets the client in without a proof', (socket) => socket.receive(authorized('theirs'))],
      [
        'offers to pair',
        (socket) => socket.receive('{"type":"data","name":"pair","data":{"nonce":"","salt":"","proof":""}}'),
      ],
      [
        'says that it has paired',
        (socket) => socket.receive('{"type":"data","name":"paired","data":{"key_id":"theirs"}}'),
      ],
      ['sends no JSON', (socket) => socket.receive('hello')],
      ['sends an unknown message', (socket) => socket.receive('{"type":"of the future"}')],
      [
        'sends half a challenge',
        (socket) => socket.receive('{"type":"data","name":"auth","data":{"nonce":"a"}}'),
      ],
      [
        'sends a huge frame',
        (socket) => socket.receive(JSON.stringify({ ...challenge(socket), more: 'x'.repeat(5_000) })),
      ],
      ['sends binary frames', (socket) => socket.onmessage?.({ data: new ArrayBuffer(8) } as never)],
    ])('tells it nothing and takes nothing from it when it %s', async (_, attack) => {
      const { sut, log, closes, clock, ask } = setUp();
      const socket = await ask();
      attack(socket);
      await settled();
      sut.sendCommand('interrupt', {});
      sut.sendAudio(new Int16Array(1_600));
      clock.advance(9_999);
      expect([sut.state, sut.httpToken, log, closes]).toEqual(['connecting', undefined, [], []]);
      expect(names(socket)).toEqual(['auth']);
      clock.advance(1);
      expect(closes).toEqual([refused('no_proof')]);
      expect(names(socket)).toEqual(['auth']);
    });

    it.each<[string, (socket: FakeSocket) => ReturnType<typeof challenge>]>([
      ['of another key', (socket) => challenge(socket, { key: OTHER_KEY_TEXT })],
      ['for the role of the client', (socket) => challenge(socket, { role: 'client' })],
      ['for another origin', (socket) => challenge(socket, { origin: 'http://localhost:3000' })],
      ['for no origin', (socket) => challenge(socket, { origin: '' })],
      ['that was recorded before', (socket) => challenge(socket, { client: SERVER_NONCE })],
      ["that is the client's own nonce", (socket) => echo(socket, clientNonce(socket))],
      ['that is empty', (socket) => echo(socket, '')],
      ['that is too short', (socket) => echo(socket, proofOf(challenge(socket)).slice(0, -1))],
      ['that is too long', (socket) => echo(socket, `${proofOf(challenge(socket))}=`)],
      ['with a malformed nonce', (socket) => challenge(socket, { server: 'a|b' })],
      ['with an empty nonce', (socket) => challenge(socket, { server: '' })],
    ])('ends the attempt after a proof %s', async (_, attack) => {
      const { sut, sockets, log, closes, clock, ask } = setUp();
      const socket = await ask();
      socket.receive(attack(socket));
      await settled();
      expect(closes).toEqual([refused('wrong_proof')]);
      expect([names(socket), log, sut.state]).toEqual([['auth'], [], 'closed']);
      expect(socket.closedWith).not.toBe('not closed');
      socket.receive(challenge(socket));
      await settled();
      clock.advance(1_000_000);
      expect(sockets).toHaveLength(1);
      expect(names(socket)).toEqual(['auth']);
    });

    it('counts only the first of two proofs', async () => {
      const { closes, ask } = setUp();
      const socket = await ask();
      socket.receive(challenge(socket, { key: OTHER_KEY_TEXT }));
      socket.receive(challenge(socket));
      await settled();
      expect(closes).toEqual([refused('wrong_proof')]);
      expect(names(socket)).toEqual(['auth']);
    });

    it.each(['at once', 'after the answer'])(
      'answers only one of two proofs that are right (%s)',
      async (when) => {
        const { sut, ask } = setUp();
        const socket = await ask();
        socket.receive(challenge(socket));
        if (when !== 'at once') await settled();
        socket.receive(challenge(socket, { server: OTHER_KEY_TEXT }));
        await settled();
        expect([sut.state, names(socket)]).toEqual(['connecting', ['auth', 'auth_proof']]);
      },
    );

    it('does not let itself in before the client has shown its own proof', async () => {
      const { sut, ask } = setUp();
      const socket = await ask();
      socket.receive(challenge(socket));
      socket.receive(authorized());
      await settled();
      expect([sut.state, names(socket)]).toEqual(['connecting', ['auth', 'auth_proof']]);
    });

    it('reconnects when it closes the connection in the middle', async () => {
      const { sut, closes, ask } = setUp();
      const socket = await ask();
      socket.receive(challenge(socket));
      socket.lose(1001);
      await settled();
      expect(names(socket)).toEqual(['auth']);
      expect(closes).toMatchObject([{ code: 1001, willReconnect: true }]);
      expect(sut.state).toBe('waiting');
    });

    it('ignores a proof that comes after the timeout', async () => {
      const { sut, closes, clock, ask } = setUp();
      const socket = await ask();
      clock.advance(10_000);
      socket.receive(challenge(socket));
      await settled();
      expect(names(socket)).toEqual(['auth']);
      expect(closes).toEqual([refused('no_proof')]);
      expect(sut.state).toBe('closed');
    });

    it.each([
      ['an older backend', 'unknown_message'],
      ['a server of the plain protocol', undefined],
    ])('ends the attempt at once when %s does not know the question', async (_, code) => {
      const { closes, ask } = setUp();
      const socket = await ask();
      socket.receive(JSON.stringify({ type: 'error', error: 'Unknown', code, fatal: false }));
      expect(closes).toEqual([refused('no_proof')]);
    });

    it.each([
      ['before its proof', 1],
      ['while its proof is checked', 2],
      ['after its proof', 3],
    ])('says so when it does not let the client in %s', async (_, steps) => {
      const { sut, closes, log, ask } = setUp();
      const socket = await ask();
      if (steps > 1) socket.receive(challenge(socket));
      if (steps > 2) await settled();
      socket.receive(unauthorized('x'.repeat(2_000)));
      socket.lose(1008, 'unauthorized');
      await settled();
      expect(closes).toEqual([refused('unauthorized', 'x'.repeat(300))]);
      expect([sut.state, log]).toEqual(['closed', []]);
      expect(socket.sent).toHaveLength(steps > 2 ? 2 : 1);
    });

    it.each(['connect', 'retryNow'] as const)('tries again with %s', async (method) => {
      const { sut, sockets, clock, ask } = setUp();
      await ask();
      clock.advance(10_000);
      sut[method](URL);
      await settled();
      sockets[1]!.open();
      await prove(sockets[1]!);
      expect(sut.state).toBe('open');
    });
  });

  it('reconnects to a server that was proven before and does not answer while it restarts', async () => {
    const { sut, sockets, clock, closes, ask } = setUp();
    await prove(await ask());
    sockets[0]!.lose();
    clock.advance(1_000);
    await settled();
    sockets[1]!.open();
    clock.advance(10_000);
    expect(closes.at(-1)).toMatchObject({ code: 1006, willReconnect: true });
    expect(closes.at(-1)).not.toHaveProperty('refusal');
    sut.disconnect();
    sut.connect(URL);
    await settled();
    sockets.at(-1)!.open();
    clock.advance(10_000);
    expect(closes.at(-1), 'after another connect()').toEqual(refused('no_proof'));
  });

  it('reconnects to a proven server that does not check the client in time', async () => {
    const { closes, clock, ask } = setUp();
    const socket = await ask();
    socket.receive(challenge(socket));
    await settled();
    clock.advance(10_000);
    expect(closes).toMatchObject([{ code: 1006, willReconnect: true }]);
    expect(closes[0]).not.toHaveProperty('refusal');
  });

  it('reconnects when the socket does not open in time', async () => {
    const { sut, closes, clock } = setUp();
    sut.connect(URL);
    await settled();
    clock.advance(10_000);
    expect(closes).toMatchObject([{ code: 1006, willReconnect: true }]);
  });

  it.each([
    ['does not know the proof', '{"type":"error","error":"x","code":"unknown_message","fatal":false}'],
    ['says something', PLAIN_TEXT],
  ])('takes nothing but its answer from a proven server that %s', async (_, frame) => {
    const { sut, log, closes, ask } = setUp({ auth: { ...AUTH, allowPlain: true } });
    const socket = await ask();
    socket.receive(challenge(socket));
    await settled();
    socket.receive(frame);
    expect([sut.state, log, closes]).toEqual(['connecting', [], []]);
    socket.receive(authorized());
    expect(sut.state).toBe('open');
  });

  it('recognises that the key was revoked while connected', async () => {
    const { sut, closes, ask } = setUp();
    const socket = await ask();
    await prove(socket);
    socket.receive(sessionMessage());
    socket.receive(unauthorized('This key was revoked.'));
    socket.lose(1008, 'unauthorized');
    expect(closes).toEqual([refused('unauthorized', 'This key was revoked.')]);
    expect([sut.state, sut.httpToken]).toEqual(['closed', undefined]);
  });
});

const proofOf = (message: ReturnType<typeof challenge>): string =>
  (message as { data: { proof: string } }).data.proof;

const echo = (socket: FakeSocket, proof: string): ReturnType<typeof challenge> => ({
  type: 'data',
  name: 'auth',
  data: { nonce: clientNonce(socket), proof },
});
