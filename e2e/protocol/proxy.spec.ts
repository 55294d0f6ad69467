import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { ClientOptions } from 'ws';
import { CredentialStore } from '../../backend/src/auth/credentials/credential-store.ts';
import { TlsProxy } from '../../testing/tls-proxy.ts';
import { NO_LOCAL_STT, startBackend, type Backend } from '../harness/backend.ts';
import { authenticate, pair } from '../harness/handshake/client-handshake.ts';
import { EXTENSION_ORIGIN, extensionKey } from '../harness/handshake/extension-key.ts';
import { ProtocolClient } from '../harness/protocol-client.ts';

/** docs/remote.md has these settings, and the same with Caddy. */
const NAME = 'voice.example.com';
const OTHER_NAME = 'other.example.com';
const CONFIG = { ...NO_LOCAL_STT, allowedHosts: [NAME] };

describe('a backend behind a proxy on its computer', () => {
  let folder: string;
  let store: CredentialStore;
  let backend: Backend;
  let proxy: TlsProxy;
  const clients: ProtocolClient[] = [];

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'earshot-proxy-'));
    backend = await startBackend({ config: CONFIG, env: { EARSHOT_DATA: folder } });
    proxy = await TlsProxy.start({ names: [NAME, OTHER_NAME], port: backend.port });
    store = new CredentialStore(folder, (problem) => {
      throw new Error(problem);
    });
  });
  afterEach(() => {
    for (const client of clients.splice(0)) client.socket.terminate();
  });
  afterAll(async () => {
    await proxy[Symbol.asyncDispose]();
    await backend.stop();
    rmSync(folder, { recursive: true });
  });

  /** As a client does whose computer knows the proxy by the name. */
  async function connect(
    { headers = {}, ...options }: ClientOptions = {},
    { query = '', name = NAME, through = proxy } = {},
  ): Promise<ProtocolClient> {
    const { ca, port } = through;
    const client = await ProtocolClient.connect(`wss://127.0.0.1:${port}/ws${query}`, {
      ...options,
      agent: new Agent({ ca, servername: name }),
      headers: { host: `${name}:${port}`, ...headers },
    });
    clients.push(client);
    return client;
  }

  async function expectSession(client: ProtocolClient): Promise<void> {
    client.command('session_start', { greeting: false });
    await client.data('session');
    client.command('text_input', { text: 'what is two plus three' });
    expect((await client.finalText('assistant')).text).toContain('5');
  }

  async function expectRefusal(client: ProtocolClient): Promise<void> {
    client.command('session_start', { greeting: false });
    expect(await client.error()).toMatchObject({ code: 'unauthorized', fatal: true });
    expect(await client.closed).toEqual({ code: 1008, reason: 'unauthorized' });
  }

  const health = (headers: Record<string, string> = {}, name = NAME) =>
    new Promise<number>((resolve, reject) => {
      const { ca, port } = proxy;
      const host = `${name}:${port}`;
      request(
        {
          host: '127.0.0.1',
          port,
          path: '/health',
          ca,
          servername: name,
          headers: { host, ...headers },
          agent: false,
        },
        (response) => response.resume().on('end', () => resolve(response.statusCode!)),
      )
        .on('error', reject)
        .end();
    });

  it.each([
    ['a program without a token', {}],
    ['one that claims to be on the computer', { 'x-forwarded-for': '127.0.0.1' }],
    ['one with a wrong token', { authorization: 'Bearer earshot_a-wrong-token' }],
  ])('refuses %s', async (_, headers) => {
    await expectRefusal(await connect({ headers }));
    expect(await health(headers)).toBe(401);
  });

  it('lets a program in with a token, in its header or its address', async () => {
    const { token } = store.tokens.add('a program');
    const headers = { authorization: `Bearer ${token}` };
    await expectSession(await connect({ headers }));
    await expectSession(await connect({}, { query: `?token=${token}` }));
    expect(await health(headers)).toBe(200);
  });

  it('refuses a name that allowedHosts does not list, also with a token', async () => {
    const headers = { authorization: `Bearer ${store.tokens.add('named').token}` };
    await expect(connect({ headers }, { name: OTHER_NAME })).rejects.toThrow('403');
    expect(await health(headers, OTHER_NAME)).toBe(403);
  });

  it('refuses the page of another site', async () => {
    await expect(connect({ origin: 'https://evil.example' })).rejects.toThrow('403');
  });

  it('lets the extension in once it has paired by a code, and then by its key', async () => {
    const { code } = await store.pairing.make();
    const first = await connect({ origin: EXTENSION_ORIGIN });
    const key = await pair(first, code, EXTENSION_ORIGIN);
    await expectSession(first);
    const second = await connect({ origin: EXTENSION_ORIGIN });
    const token = await authenticate(second, key, EXTENSION_ORIGIN);
    await expectSession(second);
    expect(await health({ origin: EXTENSION_ORIGIN, authorization: `Bearer ${token}` })).toBe(200);
  });

  it('refuses the extension without a key', async () => {
    await expectRefusal(await connect({ origin: EXTENSION_ORIGIN }));
  });

  it('knows the key that was built into the extension of its own computer', async () => {
    const client = await connect({ origin: EXTENSION_ORIGIN });
    await authenticate(client, extensionKey()!, EXTENSION_ORIGIN);
    await expectSession(client);
  });

  it('tells clients to come back when it stops', async () => {
    const stopping = await startBackend({ config: CONFIG });
    await using through = await TlsProxy.start({ names: [NAME], port: stopping.port });
    const client = await connect({ origin: EXTENSION_ORIGIN }, { through });
    await authenticate(client, extensionKey()!, EXTENSION_ORIGIN);
    const ended = stopping.stop('SIGTERM');
    expect((await client.closed).code).toBe(1012);
    expect(await ended).toBe(143);
  });

  it.each([
    ['lets programs in', 'open', expectSession],
    ['refuses programs', 'paired', expectRefusal],
  ] as const)('%s without X-Forwarded headers, with auth.loopback: %s', async (_, loopback, expectation) => {
    const behind = await startBackend({ config: { ...NO_LOCAL_STT, auth: { loopback } } });
    // It sends the Host of the backend, as nginx does by itself.
    await using silent = await TlsProxy.start({
      names: ['localhost'],
      port: behind.port,
      isForwarding: false,
    });
    await expectation(await connect({}, { name: 'localhost', through: silent }));
    await behind.stop();
  });
});
