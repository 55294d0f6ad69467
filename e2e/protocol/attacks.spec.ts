import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { GUESSES, guessCredentials } from '../../testing/attacks/credential-guesses.ts';
import { sendFuzzed } from '../../testing/attacks/fuzzed-frames.ts';
import { connectFrom, pingWithoutReading, sendInBytes } from '../../testing/attacks/raw-frames.ts';
import { NO_LOCAL_STT, startBackend, type Backend } from '../harness/backend.ts';
import { EXTENSION_ORIGIN, extensionKey } from '../harness/handshake/extension-key.ts';
import { ProtocolClient } from '../harness/protocol-client.ts';

const TOKEN = 'a-token-that-is-in-the-config';

/** Each attack in its small form: `npm run bench -- attack` has the heavy ones. */
describe('an attack', () => {
  let backend: Backend;
  let other: ProtocolClient;

  beforeAll(async () => {
    backend = await startBackend({ config: { ...NO_LOCAL_STT, auth: { token: TOKEN } } });
    await backend.ready();
    other = await ProtocolClient.connect(backend.url);
  });
  afterAll(async () => {
    await other.close();
    await backend.stop();
  });

  async function othersAreServed(): Promise<void> {
    const from = other.received.length;
    other.command('ping', { t: 1 });
    await other.commandNamed('pong', from);
  }

  it('by fuzzed frames leaves others alone', async () => {
    await sendFuzzed(backend.url, 5_000);
    await othersAreServed();
    expect(backend.output()).not.toMatch(/error/i);
  });

  it('by pings that are never read is not answered for long', async () => {
    const attacker = await pingWithoutReading(backend.url, 20_000);
    await othersAreServed();
    let pongs = 0;
    attacker.on('pong', () => pongs++);
    attacker.resume();
    // Whatever it was sent has come when its own message is answered.
    const answered = new Promise((resolve) => attacker.once('message', resolve));
    attacker.send('{"type":"cmd","name":"ping","data":{"t":2}}');
    await answered;
    expect(pongs).toBeLessThan(200);
    attacker.terminate();
  });

  it('by a message in fragments of one byte ends after 64 of them', async () => {
    expect(await sendInBytes(backend.url, 200)).toMatchObject({ code: 1008 });
    await othersAreServed();
  });

  describe('by guesses', () => {
    const { keyId = 'unknown' } = extensionKey() ?? {};
    const target = () => ({ port: backend.port, keyId, origin: EXTENSION_ORIGIN });

    it.each(Object.entries(GUESSES))('of %s lets none in', async (_, guess) => {
      expect(await guessCredentials(target(), guess, 200)).toBe(0);
      await othersAreServed();
    });

    it.each(['tokens over HTTP', 'tokens over sockets'])(
      'of %s locks out an address, and no other',
      async (kind) => {
        const guess = GUESSES[kind]!;
        const isIn = (address: string) => guess(target(), address, TOKEN);
        const address = `198.51.100.${kind.length}`;
        expect(await isIn(address)).toBe(true);
        // The first wait is one second, and a right token after it begins anew.
        await vi.waitFor(
          async () => {
            for (let i = 0; i < 5; i++) expect(await guess(target(), address)).toBe(false);
            expect(await isIn(address)).toBe(false);
          },
          { timeout: 30_000 },
        );
        expect(await isIn('198.51.100.99')).toBe(true);
      },
    );
  });

  it('by a page that connects again and again fills no log', async () => {
    expect(await connectFrom('https://evil.example', backend.url, 100)).toBe(100);
    expect(backend.output().match(/evil\.example/g)).toHaveLength(1);
  });
});

describe('a log that cannot be written', () => {
  it('does not end the calls', async () => {
    const backend = await startBackend({ config: NO_LOCAL_STT });
    const client = await ProtocolClient.connect(backend.url);
    // As `npm start | head` does.
    backend.process.stdout!.destroy();
    backend.process.stderr!.destroy();
    for (const page of ['https://a.example', 'https://b.example'])
      expect(await connectFrom(page, backend.url, 2)).toBe(2);
    client.command('ping', { t: 3 });
    expect(await client.commandNamed('pong')).toEqual({ t: 3 });
    client.socket.terminate();
    expect(await backend.stop('SIGTERM')).toBe(143);
  });
});
