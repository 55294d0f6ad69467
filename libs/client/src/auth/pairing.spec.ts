import { pbkdf2Sync } from 'node:crypto';
import { describe, expect, it, vi } from 'vitest';
import { normalizePairingCode, PAIRING_ROUNDS, type ServerMessage } from '#protocol';
import { FakeClock } from '../testing/fake-clock.js';
import {
  challenge,
  clientNonce,
  ORIGIN,
  SERVER_NONCE,
  settled,
  type ProofParts,
} from '../testing/fake-prover.js';
import { fakeSockets, type FakeSocket } from '../testing/fake-socket.js';
import { audioMessage, sessionMessage } from '../testing/messages.js';
import { pairWithCode, type PairingOptions } from './pairing.js';
import { PairingError } from './pairing-error.js';

const CODE = '7K3MX0ZA';
const SALT = Buffer.alloc(32, 4).toString('base64url');
const keyOf = (code: string) =>
  pbkdf2Sync(code, Buffer.from(SALT, 'base64url'), PAIRING_ROUNDS, 32, 'sha256').toString('base64url');
const KEY = keyOf(CODE);

/** The server's answer to `pair`; the parts replace those of an honest backend. */
function offer(
  socket: FakeSocket,
  { salt = SALT, ...parts }: ProofParts & { salt?: string } = {},
): ServerMessage {
  const { data } = challenge(socket, { key: KEY, ...parts }) as { data: { nonce: string; proof: string } };
  return { type: 'data', name: 'pair', data: { ...data, salt } };
}

const error = (code: string | undefined, text = 'No.'): string =>
  JSON.stringify({ type: 'error', error: text, code, fatal: true });

const names = ({ sent }: FakeSocket) => sent.map(({ name }) => name);

/** Begins a pairing on a socket that is open unless the options prevent it. */
async function begin(options: Partial<PairingOptions> = {}) {
  const clock = new FakeClock();
  const { sockets, WebSocket } = fakeSockets();
  const given = { url: 'ws://127.0.0.1:1', code: CODE, origin: ORIGIN, WebSocket, clock, ...options };
  const result = pairWithCode(given).catch((failure: unknown) => failure as PairingError);
  await settled();
  sockets[0]?.open();
  await settled();
  return { clock, sockets, socket: sockets[0]!, result };
}

describe(pairWithCode.name, () => {
  it('shows its proof to a server that knows the code, and keeps the key that both derive', async () => {
    const { socket, result, clock } = await begin({ code: ' 7k3m-xoza ' });
    expect(socket.sent).toEqual([{ type: 'cmd', name: 'pair', data: { nonce: clientNonce(socket) } }]);
    socket.receive(offer(socket));
    await vi.waitFor(() => expect(names(socket)).toEqual(['pair', 'pair_proof']));
    const proof = challenge(socket, { role: 'client', key: KEY }) as { data: { proof: string } };
    expect(socket.sent[1]).toMatchObject({ data: { proof: proof.data.proof } });
    socket.receive({ type: 'data', name: 'paired', data: { key_id: 'key-7' } });
    expect(await result).toMatchObject({ keyId: 'key-7', key: { extractable: false, usages: ['sign'] } });
    expect(socket.closedWith).not.toBe('not closed');
    expect(clock.pending).toBe(0);
  });

  it.each(['', '1234567', '123456789', '7K3M-X0Z!', '7K3M-X0ZU'])(
    'opens no socket for "%s"',
    async (code) => {
      expect(normalizePairingCode(code)).toBeNull();
      const { sockets, result } = await begin({ code });
      expect(await result).toMatchObject({ kind: 'invalid_code' });
      expect(sockets).toEqual([]);
    },
  );

  it('says that an address is none', async () => {
    const { result } = await begin({ url: 'http//x?token=secret' });
    expect(await result).toMatchObject({ kind: 'unreachable' });
    expect(JSON.stringify([await result, String(await result)])).not.toContain('secret');
  });

  it.each<[string, string, (socket: FakeSocket, clock: FakeClock) => void]>([
    ['unreachable', 'fails', (socket) => socket.fail()],
    ['unreachable', 'closes', (socket) => socket.lose(1013)],
    ['unreachable', 'is busy', (socket) => socket.receive(error('busy'))],
    ['timeout', 'says nothing', (_, clock) => clock.advance(15_000)],
    ['timeout', 'sends no JSON', (socket, clock) => (socket.receive('hello'), clock.advance(15_000))],
    [
      'timeout',
      'sends a huge frame',
      (socket, clock) => (socket.receive(error('busy', 'x'.repeat(5_000))), clock.advance(15_000)),
    ],
    ['no_code', 'says that it has no code', (socket) => socket.receive(error('unauthorized'))],
    ['not_earshot', 'does not know the message', (socket) => socket.receive(error('unknown_message'))],
    ['not_earshot', 'speaks the plain protocol', (socket) => socket.receive(error(undefined))],
    ['not_earshot', 'plays audio', (socket) => socket.receive(audioMessage(1, 0))],
    ['not_earshot', 'starts a session', (socket) => socket.receive(sessionMessage())],
    [
      'not_earshot',
      'says that it has paired',
      (socket) => socket.receive({ type: 'data', name: 'paired', data: { key_id: 'k' } }),
    ],
    ['not_earshot', 'answers for a key', (socket) => socket.receive(challenge(socket))],
    ['not_earshot', 'sends a salt that is none', (socket) => socket.receive(offer(socket, { salt: 'abc' }))],
    [
      'not_earshot',
      'sends a salt with bits left over',
      (socket) => socket.receive(offer(socket, { salt: `${SALT.slice(0, -1)}F` })),
    ],
    [
      'not_earshot',
      'sends a nonce that is none',
      (socket) => socket.receive(offer(socket, { server: 'a|b' })),
    ],
    [
      'wrong_code',
      'holds another code',
      (socket) => socket.receive(offer(socket, { key: keyOf('7K3MX0ZB') })),
    ],
    [
      'wrong_code',
      'proves the role of the client',
      (socket) => socket.receive(offer(socket, { role: 'client' })),
    ],
    [
      'wrong_code',
      'proves itself to another origin',
      (socket) => socket.receive(offer(socket, { origin: '' })),
    ],
    [
      'wrong_code',
      'repeats an earlier proof',
      (socket) => socket.receive(offer(socket, { client: SERVER_NONCE })),
    ],
    ['wrong_code', 'changes the salt', (socket) => socket.receive(offer(socket, { salt: SERVER_NONCE }))],
  ])('fails as %s, and says nothing more, when the server %s', async (kind, _, act) => {
    const { socket, result, clock } = await begin();
    act(socket, clock);
    const failure = await result;
    expect(failure).toBeInstanceOf(PairingError);
    expect(failure).toMatchObject({ kind });
    expect(names(socket)).toEqual(['pair']);
    expect(socket.closedWith).not.toBe('not closed');
    expect(clock.pending).toBe(0);
  });

  it.each<[string, (socket: FakeSocket) => void]>([
    ['unauthorized', (socket) => socket.receive(error('unauthorized', 'Used up.'))],
    ['unreachable', (socket) => socket.lose()],
    ['not_earshot', (socket) => socket.receive(sessionMessage())],
  ])('fails as %s after both proofs', async (kind, act) => {
    const { socket, result } = await begin();
    socket.receive(offer(socket));
    await vi.waitFor(() => expect(socket.sent).toHaveLength(2));
    act(socket);
    expect(await result).toMatchObject({ kind });
  });

  it('passes on what the server says, at most 300 characters', async () => {
    const { socket, result } = await begin();
    socket.receive(error('unauthorized', 'x'.repeat(2_000)));
    expect(await result).toMatchObject({ kind: 'no_code', reason: 'x'.repeat(300) });
  });

  it('sends no proof when the time is over while it computes', async () => {
    const { socket, result, clock } = await begin({ timeoutMs: 1_000 });
    socket.receive(offer(socket));
    clock.advance(1_000);
    expect(await result).toMatchObject({ kind: 'timeout' });
    expect(names(socket)).toEqual(['pair']);
  });

  it('takes no late answer, and counts only the first of two', async () => {
    const { socket, result } = await begin();
    socket.receive(offer(socket, { key: keyOf('00000000') }));
    socket.receive(offer(socket));
    expect(await result).toMatchObject({ kind: 'wrong_code' });
    expect(names(socket)).toEqual(['pair']);
  });
});
