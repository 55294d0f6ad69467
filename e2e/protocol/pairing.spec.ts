import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { CredentialStore } from '../../backend/src/auth/credentials/credential-store.ts';
import { newSecret, proofOf } from '../../backend/src/auth/secrets/proof.ts';
import { systemClock } from '../../backend/src/common/clock/clock.ts';
import { NO_LOCAL_STT, startBackend, type Backend } from '../harness/backend.ts';
import { authenticate, keyOfCode, pair } from '../harness/handshake/client-handshake.ts';
import { EXTENSION_ORIGIN, type SharedKey } from '../harness/handshake/extension-key.ts';
import { codeIn, printedCode } from '../harness/handshake/printed-code.ts';
import { ProtocolClient } from '../harness/protocol-client.ts';

const CLI = join(import.meta.dirname, '../../scripts/cli.ts');

/** From a store, not built on this computer. */
const EXTENSION = 'chrome-extension://abcdefghijklmnopabcdefghijklmnop';
const HOUR_MS = 60 * 60_000;

describe('pairing', () => {
  const folder = mkdtempSync(join(tmpdir(), 'earshot-pairing-'));
  const clients: ProtocolClient[] = [];
  let backend: Backend;

  const start = async () => {
    backend = await startBackend({ config: NO_LOCAL_STT, env: { EARSHOT_DATA: folder } });
    await printedCode(backend);
  };

  async function connect(headers: Record<string, string> = { origin: EXTENSION }): Promise<ProtocolClient> {
    const client = await ProtocolClient.connect(backend.url, { headers });
    clients.push(client);
    return client;
  }

  async function pairWith(code: string): Promise<SharedKey> {
    const client = await connect();
    const key = await pair(client, code, EXTENSION);
    await isServed(client);
    return key;
  }

  async function isServed(client: ProtocolClient): Promise<void> {
    client.command('ping', { t: 1 });
    await client.commandNamed('pong', client.received.length);
  }

  /** @returns why the client was refused */
  async function refusal(client: ProtocolClient): Promise<string> {
    expect(await client.closed).toEqual({ code: 1008, reason: 'unauthorized' });
    const { code, error } = await client.error();
    expect(code).toBe('unauthorized');
    return error;
  }

  /** Begins to pair, and proves knowledge of this code, whatever the backend's own proof is. */
  async function tryCode(code: string): Promise<ProtocolClient> {
    const client = await connect();
    const nonce = newSecret();
    client.command('pair', { nonce });
    const { nonce: server, salt } = await client.data('pair');
    const proof = proofOf(keyOfCode(code, salt), 'client', EXTENSION, { client: nonce, server });
    client.command('pair_proof', { proof });
    return client;
  }

  /** As `npm run pair` makes it. */
  const newCode = async (clock = systemClock) =>
    (await new CredentialStore(folder, console.error, clock).pairing.make()).code;

  /** Runs `npm run pair` or `npm run tokens`. @returns what it prints */
  const run = (...words: string[]) =>
    new Promise<string>((resolve, reject) => {
      const { PATH = '', HOME = '' } = process.env;
      const env = { PATH, HOME, EARSHOT_DATA: folder, EARSHOT_CONFIG: join(folder, 'none.json') };
      execFile(process.execPath, [CLI, ...words], { cwd: folder, env }, (error, stdout, stderr) =>
        error ? reject(new Error(stdout + stderr)) : resolve(stdout),
      );
    });

  beforeAll(start);
  afterEach(() => {
    for (const client of clients.splice(0)) client.socket.terminate();
  });
  afterAll(async () => {
    await backend.stop();
    rmSync(folder, { recursive: true });
  });

  it('takes the code that the backend prints when it has started', async () => {
    await pairWith(await printedCode(backend));
  });

  it('takes the code of npm run pair while the backend runs', async () => {
    const code = codeIn(await run('pair'))!;
    await pairWith(code);
    expect(backend.output()).not.toContain(code);
  });

  it('gives a key that lasts beyond the connection and the backend', async () => {
    const key = await pairWith(await newCode());
    await authenticate(await connect(), key, EXTENSION);
    await backend.stop();
    await start();
    const again = await connect();
    await authenticate(again, key, EXTENSION);
    await isServed(again);
  });

  it('works once with a code', async () => {
    const code = await newCode();
    await pairWith(code);
    const second = await connect();
    await expect(pair(second, code, EXTENSION)).rejects.toThrow();
    expect(await refusal(second)).toMatch(/No pairing code is valid/);
  });

  it('works once with a code that two have begun to use', async () => {
    const code = await newCode();
    const slow = await connect();
    const nonce = newSecret();
    slow.command('pair', { nonce });
    const { nonce: server, salt } = await slow.data('pair');
    await pairWith(code);
    const proof = proofOf(keyOfCode(code, salt), 'client', EXTENSION, { client: nonce, server });
    slow.command('pair_proof', { proof });
    expect(await refusal(slow)).toMatch(/code is wrong/);
  });

  it('works after four wrong codes, and not after five', async () => {
    const four = await newCode();
    for (let i = 0; i < 4; i++) expect(await refusal(await tryCode('00000000'))).toMatch(/code is wrong/);
    await pairWith(four);
    const five = await newCode();
    for (let i = 0; i < 5; i++) expect(await refusal(await tryCode('00000000'))).toMatch(/code is wrong/);
    const late = await connect();
    await expect(pair(late, five, EXTENSION)).rejects.toThrow();
    expect(await refusal(late)).toMatch(/No pairing code is valid/);
  });

  it('does not work with a code after its time, and with the next one', async () => {
    const hourAgo = { ...systemClock, wallTimeMs: () => Date.now() - HOUR_MS };
    const code = await newCode(hourAgo);
    const client = await connect();
    await expect(pair(client, code, EXTENSION)).rejects.toThrow();
    expect(await refusal(client)).toMatch(/No pairing code is valid/);
    await pairWith(await newCode());
  });

  it('is not completed by a client that only repeats what the backend has said', async () => {
    await newCode();
    const client = await connect();
    client.command('pair', { nonce: newSecret() });
    client.command('pair_proof', { proof: (await client.data('pair')).proof });
    expect(await refusal(client)).toMatch(/code is wrong/);
  });

  it('again, by a client that is paired, gives a second key beside the first', async () => {
    const first = await pairWith(await newCode());
    const client = await connect();
    await authenticate(client, first, EXTENSION);
    const second = await pair(client, await newCode(), EXTENSION);
    await authenticate(client, second, EXTENSION);
    expect(second.keyId).not.toBe(first.keyId);
    for (const key of [first, second]) await authenticate(await connect(), key, EXTENSION);
  });

  it('binds the key to the origin', async () => {
    const key = await pairWith(await newCode());
    for (const origin of [EXTENSION_ORIGIN, 'chrome-extension://ponmlkjihgfedcbaponmlkjihgfedcba']) {
      const client = await connect({ origin });
      await expect(authenticate(client, key, origin)).rejects.toThrow();
      expect(await refusal(client)).toMatch(/does not know this client's key/);
    }
  });

  it.each(['another connection', 'the same connection'])('refuses a proof of before on %s', async (where) => {
    const key = await pairWith(await newCode());
    const nonce = newSecret();
    const begin = async (client: ProtocolClient) => {
      const from = client.received.length;
      client.command('auth', { key_id: key.keyId, nonce });
      return (await client.data('auth', undefined, from)).nonce;
    };
    const first = await connect();
    const nonces = { client: nonce, server: await begin(first) };
    const proof = proofOf(Buffer.from(key.key, 'base64url'), 'client', EXTENSION, nonces);
    first.command('auth_proof', { proof });
    await first.data('authorized');
    const again = where === 'the same connection' ? first : await connect();
    expect(await begin(again)).not.toBe(nonces.server);
    again.command('auth_proof', { proof });
    expect(await refusal(again)).toMatch(/proof is wrong/);
  });

  it('refuses what comes before both proofs, and carries out nothing of it', async () => {
    const key = await pairWith(await newCode());
    const client = await connect();
    client.command('auth', { key_id: key.keyId, nonce: newSecret() });
    await client.data('auth');
    client.command('session_start', { greeting: false });
    client.command('text_input', { text: 'set a timer for 5 minutes' });
    expect(await refusal(client)).toMatch(/proven who it is/);
    expect(client.received.map((message) => ('name' in message ? message.name : message.type))).toEqual([
      'auth',
      'error',
    ]);
  });

  it('ends with npm run tokens -- revoke, as a token does, and so do the connections', async () => {
    const [, token = ''] = /(earshot_[\w-]{43})/.exec(
      await run('tokens', 'add', 'my phone', '--days', '30'),
    )!;
    const headers = { 'x-forwarded-for': '203.0.113.9', authorization: `Bearer ${token}` };
    const phone = await connect(headers);
    const browser = await connect();
    const key = await pair(browser, await newCode(), EXTENSION);
    const listed = await run('tokens');
    expect(listed).toContain(key.keyId);
    expect(listed).toContain('my phone');
    expect(listed).not.toContain(token);
    await Promise.all([isServed(phone), isServed(browser)]);
    await run('tokens', 'revoke', key.keyId);
    await run('tokens', 'revoke', 'my phone');
    for (const client of [phone, browser]) expect(await refusal(client)).toMatch(/revoked/);
    expect(await refusal(await connect(headers))).toMatch(/wrong, expired or revoked/);
    const again = await connect();
    await expect(authenticate(again, key, EXTENSION)).rejects.toThrow();
    expect(await refusal(again)).toMatch(/does not know this client's key/);
  });
});
