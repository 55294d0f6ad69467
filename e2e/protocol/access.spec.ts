import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CredentialStore } from '../../backend/src/auth/credentials/credential-store.ts';
import { newSecret } from '../../backend/src/auth/secrets/proof.ts';
import { systemClock } from '../../backend/src/common/clock/clock.ts';
import { ask } from '../../testing/ask.ts';
import { markdownHeaders, markdownTable } from '../../testing/markdown-table.ts';
import { NO_LOCAL_STT, startBackend, type Backend } from '../harness/backend.ts';
import { authenticate, guessProof, pair } from '../harness/handshake/client-handshake.ts';
import { EXTENSION_ORIGIN, type SharedKey } from '../harness/handshake/extension-key.ts';
import { printedCode } from '../harness/handshake/printed-code.ts';
import { ProtocolClient } from '../harness/protocol-client.ts';

const docs = readFileSync(join(import.meta.dirname, '../../docs/security.md'), 'utf8');
const [, ...COLUMNS] = markdownHeaders(docs, 'client');
const CREDENTIALS = COLUMNS.slice(0, -1);
const TABLE = markdownTable(docs, 'client');

const OTHER_EXTENSION = 'chrome-extension://abcdefghijklmnopabcdefghijklmnop';
const LISTED_EXTENSION = 'chrome-extension://ponmlkjihgfedcbaponmlkjihgfedcba';
const LISTED_PAGE = 'http://localhost:5173';
const DAY_MS = 24 * 60 * 60_000;

/** 'in', 'closed' or '403', as in the table; or another code. */
type Outcome = string;

interface Client {
  headers: Record<string, string>;
  auth?: { loopback: 'paired' };
}

/** The clients of the table. Extensions that are not listed have keys, the others tokens. */
const CLIENTS: Record<string, Client> = {
  'this extension': { headers: { origin: EXTENSION_ORIGIN } },
  'another extension': { headers: { origin: OTHER_EXTENSION } },
  'a page on localhost': { headers: { origin: 'http://localhost:3000' } },
  'a page elsewhere': { headers: { origin: 'https://evil.example' } },
  'a page on this computer, in `allowedOrigins`': { headers: { origin: LISTED_PAGE } },
  'such a page, with `auth.loopback: "paired"`': {
    headers: { origin: LISTED_PAGE },
    auth: { loopback: 'paired' },
  },
  'another extension here, in `allowedOrigins`': { headers: { origin: LISTED_EXTENSION } },
  'a page with a rebinding name': { headers: { host: 'evil.example' } },
  'a program on this computer': { headers: {} },
  'such a program, with `auth.loopback: "paired"`': { headers: {}, auth: { loopback: 'paired' } },
  'a program on another computer, or behind a proxy': { headers: { 'x-forwarded-for': '203.0.113.7' } },
};

/** What an extension has. */
interface Keys {
  right: SharedKey;
  revoked: SharedKey;
  /** From a connection by the key that was revoked afterwards. */
  revokedHttpToken: string;
}

/** A backend, and credentials of each kind for it. */
interface Place {
  backend: Backend;
  tokens: Record<string, string>;
  /** By the extension's origin. */
  keys: Map<string, Keys>;
}

async function openPlace(folder: string, auth: Client['auth']): Promise<Place> {
  const fail = (problem: string) => {
    throw new Error(problem);
  };
  const store = new CredentialStore(folder, fail);
  const longAgo = { ...systemClock, wallTimeMs: () => Date.now() - 2 * DAY_MS };
  const past = new CredentialStore(folder, fail, longAgo);
  const backend = await startBackend({
    config: { ...NO_LOCAL_STT, allowedOrigins: [LISTED_PAGE, LISTED_EXTENSION], ...(auth && { auth }) },
    env: { EARSHOT_DATA: folder },
  });
  await printedCode(backend);
  await past.pairing.make();
  const revoked = store.tokens.add('revoked');
  store.tokens.remove(revoked.saved.id);
  const tokens = {
    wrong: `earshot_${newSecret()}`,
    right: store.tokens.add('right').token,
    revoked: revoked.token,
    expired: past.tokens.add('expired', 1).token,
  };
  const keys = new Map<string, Keys>();
  for (const origin of [EXTENSION_ORIGIN, OTHER_EXTENSION]) {
    const newKey = (key = newSecret()): SharedKey => ({
      keyId: store.keys.add(origin, Buffer.from(key, 'base64url')),
      key,
    });
    const gone = newKey();
    const client = await ProtocolClient.connect(backend.url, { origin });
    const revokedHttpToken = await authenticate(client, gone, origin);
    await client.close();
    store.keys.remove(gone.keyId);
    keys.set(origin, { right: newKey(), revoked: gone, revokedHttpToken });
  }
  return { backend, tokens, keys };
}

describe('who may connect, as docs/security.md has it', () => {
  const folders = [
    mkdtempSync(join(tmpdir(), 'earshot-access-')),
    mkdtempSync(join(tmpdir(), 'earshot-access-')),
  ];
  let open: Place;
  let paired: Place;

  beforeAll(async () => {
    open = await openPlace(folders[0]!, undefined);
    paired = await openPlace(folders[1]!, { loopback: 'paired' });
  });
  afterAll(async () => {
    await Promise.all([open, paired].map(({ backend }) => backend.stop()));
    for (const folder of folders) rmSync(folder, { recursive: true });
  });

  const cells = TABLE.flatMap(([client = '', ...row]) =>
    CREDENTIALS.map((credential, i) => [client, credential, row[i]!] as const),
  );
  const probes = TABLE.map(([client = '', ...row]) => [client, row.at(-1)!] as const);

  it('lists the clients and the credentials', () => {
    expect(TABLE.map(([client]) => client)).toEqual(Object.keys(CLIENTS));
    expect(COLUMNS).toEqual([
      'no credential',
      'wrong',
      'right',
      'revoked',
      'expired',
      '`/health/live` and `ready`, with any',
    ]);
  });

  it.each(probes)('%s, asking whether the backend lives and is ready: %s', async (name, expected) => {
    const client = CLIENTS[name]!;
    const { backend, tokens } = client.auth ? paired : open;
    await backend.ready();
    const outcomes = [];
    for (const token of [undefined, ...Object.values(tokens)]) {
      const headers = { ...client.headers, ...(token && { authorization: `Bearer ${token}` }) };
      for (const path of ['/health/live', '/health/ready'])
        outcomes.push(await overHttp(backend, { path, headers }));
    }
    expect(new Set(outcomes)).toEqual(new Set([expected]));
  });

  it.each(cells)('%s, %s: %s', async (name, credential, expected) => {
    const client = CLIENTS[name]!;
    const place = client.auth ? paired : open;
    const keys = place.keys.get(client.headers['origin'] ?? '');
    const outcomes = await withToken(place, client.headers, place.tokens[credential]);
    if (keys) outcomes.push(...(await withKey(place, client.headers['origin']!, keys, credential)));
    expect(new Set(outcomes)).toEqual(new Set([expected]));
  });

  /** Over a socket by each way to show a token, and over HTTP. */
  async function withToken(
    { backend }: Place,
    headers: Record<string, string>,
    token: string | undefined,
  ): Promise<Outcome[]> {
    const authorization = { authorization: `Bearer ${token}` };
    if (token === undefined)
      return [await overSocket(backend, { headers }), await overHttp(backend, { headers })];
    return [
      await overSocket(backend, { headers: { ...headers, ...authorization } }),
      await overSocket(backend, { headers, query: `?token=${token}` }),
      await overSocket(backend, { headers, subprotocols: ['earshot.v1', `token.${token}`] }),
      await overHttp(backend, { headers: { ...headers, ...authorization } }),
      await overHttp(backend, { headers, query: `?token=${token}` }),
    ];
  }

  /** Over a socket by the handshake, and over HTTP with what it gives. */
  async function withKey(
    { backend, keys }: Place,
    origin: string,
    own: Keys,
    credential: string,
  ): Promise<Outcome[]> {
    const headers = { origin };
    const [foreign] = [...keys].flatMap(([other, { right }]) => (other === origin ? [] : [right]));
    const by = (prove: (client: ProtocolClient) => Promise<unknown>) =>
      overSocket(backend, { headers, prove });
    const ways: Record<string, ((client: ProtocolClient) => Promise<unknown>)[]> = {
      'no credential': [async () => undefined],
      wrong: [
        (client) => authenticate(client, { keyId: 'unknown', key: newSecret() }, origin),
        (client) => authenticate(client, foreign!, origin),
        (client) => guessProof(client, own.right.keyId),
      ],
      right: [(client) => authenticate(client, own.right, origin)],
      revoked: [(client) => authenticate(client, own.revoked, origin)],
      expired: [(client) => pair(client, 'EXPIRED0', origin)],
    };
    const overSockets = [];
    for (const way of ways[credential]!) overSockets.push(await by(way));
    const client = await ProtocolClient.connect(backend.url, { origin });
    const ofConnection = await authenticate(client, own.right, origin);
    const http = {
      'no credential': undefined,
      wrong: newSecret(),
      right: ofConnection,
      revoked: own.revokedHttpToken,
      expired: ofConnection,
    }[credential];
    if (credential === 'expired') await client.close();
    const authorization = http !== undefined && { authorization: `Bearer ${http}` };
    const answered = await overHttp(backend, { headers: { ...headers, ...authorization } });
    client.socket.terminate();
    return [...overSockets, answered];
  }
});

interface Attempt {
  headers: Record<string, string>;
  query?: string;
  subprotocols?: string[];
  prove?: (client: ProtocolClient) => Promise<unknown>;
}

async function overSocket(
  { url }: Backend,
  { headers, query = '', subprotocols, prove }: Attempt,
): Promise<Outcome> {
  const client = await ProtocolClient.connect(
    `${url}/${query}`,
    { headers: apart(headers) },
    subprotocols,
  ).catch((error: Error) => error.message);
  if (typeof client === 'string') return /\d{3}$/.exec(client)![0];
  try {
    await prove?.(client);
    client.command('ping', { t: 1 });
    await client.commandNamed('pong');
    await client.close();
    return 'in';
  } catch {
    const { code } = await client.closed;
    const error = await client.error();
    expect(error).toMatchObject({ code: 'unauthorized', fatal: true });
    // It was refused, and not only too slow.
    expect(error.error).not.toContain('in time');
    return code === 1008 ? 'closed' : `${code}`;
  }
}

async function overHttp(
  { port }: Backend,
  { headers, query = '', path = '/health' }: Attempt & { path?: string },
): Promise<Outcome> {
  const { status } = await ask(port, `${path}${query}`, { headers: apart(headers) });
  return status === 200 ? 'in' : status === 401 ? 'closed' : String(status);
}

let guessers = 0;

/** Each attempt from elsewhere has an address of its own, and each of a page that is not listed a port: who guesses must wait. */
function apart(headers: Record<string, string>): Record<string, string> {
  if (headers['x-forwarded-for']) return { ...headers, 'x-forwarded-for': `203.0.113.${++guessers}` };
  const { origin = '' } = headers;
  if (!/^https?:/.test(origin) || origin === LISTED_PAGE) return headers;
  const { protocol, hostname } = new URL(origin);
  return { ...headers, origin: `${protocol}//${hostname}:${10_000 + ++guessers}` };
}
