import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CredentialStore } from '../../backend/src/auth/credentials/credential-store.ts';
import { newSecret } from '../../backend/src/auth/secrets/proof.ts';
import { ask } from '../../testing/ask.ts';
import { NO_LOCAL_STT, startBackend, type Backend } from '../harness/backend.ts';
import { authenticate, guessProof, pair } from '../harness/handshake/client-handshake.ts';
import { printedCode } from '../harness/handshake/printed-code.ts';
import { ProtocolClient } from '../harness/protocol-client.ts';

const EXTENSION = 'chrome-extension://abcdefghijklmnopabcdefghijklmnop';
const RIGHT = 'a-token-of-the-environment-0123456789';
const WRONG = 'some-other-token-that-is-wrong-9876543210';

/** A program here and elsewhere, a page, and a page with a rebinding name. */
const CLIENTS: Record<string, string>[] = [
  {},
  { 'x-forwarded-for': '203.0.113.5' },
  { origin: 'https://evil.example' },
  { host: 'evil.example' },
];

describe('what the backend prints and answers', () => {
  const folder = mkdtempSync(join(tmpdir(), 'earshot-secrets-'));
  let backend: Backend;

  beforeAll(async () => {
    backend = await startBackend({
      config: NO_LOCAL_STT,
      env: { EARSHOT_DATA: folder, EARSHOT_TOKEN: RIGHT },
    });
  });
  afterAll(async () => {
    await backend.stop();
    rmSync(folder, { recursive: true });
  });

  /** Secrets of both sides that went over this connection. */
  const secretsOf = ({ received, sent }: { received: unknown[]; sent: string[] }): string[] =>
    [...JSON.stringify([received, sent]).matchAll(/(?<![\w-])[\w-]{43}(?![\w-])/g)].map(([text]) => text);

  async function connect(headers = {}, pathAndQuery = '', subprotocols?: string[]) {
    const client = await ProtocolClient.connect(
      `${backend.url}/ws${pathAndQuery}`,
      { headers },
      subprotocols,
    );
    const sent: string[] = [];
    const send = client.socket.send.bind(client.socket) as (frame: string) => void;
    client.socket.send = (frame: string) => {
      sent.push(frame);
      send(frame);
    };
    return { client, received: client.received, sent };
  }

  it.each([
    ['right', RIGHT],
    ['wrong', WRONG],
  ])('has no token in it that was %s', async (_, token) => {
    let answers = '';
    const header = { authorization: `Bearer ${token}` };
    const query = `?token=${token}`;
    const subprotocols = ['earshot.v1', `token.${token}`];
    for (const headers of CLIENTS) {
      for (const attempt of [
        () => connect({ ...headers, ...header }),
        () => connect(headers, query),
        () => connect(headers, '', subprotocols),
        () => connect(headers, `/nowhere${query}`),
      ]) {
        const opened = await attempt().catch((error: Error) => void (answers += error.message));
        if (!opened) continue;
        const { client } = opened;
        client.raw('{"type":"cmd","name":"session_start"');
        client.command('session_start', { resume_token: token, greeting: false });
        await client.waitFor((message): message is never => message.type !== 'audio', 'an answer');
        answers += JSON.stringify(client.received);
        client.socket.terminate();
      }
      for (const [path, sent] of [
        ['/health', header],
        ['/health?live=1', { authorization: token }],
        [`/health${query}`, {}],
        [`/providers${query}&stage=${token}`, {}],
        [`/nowhere${query}`, {}],
      ] as const) {
        const { text, headers: answered } = await ask(backend.port, path, {
          headers: { ...headers, ...sent },
        });
        answers += text + JSON.stringify(answered);
      }
    }
    expect(answers).toContain('unauthorized');
    expect(backend.output().includes(token)).toBe(false);
    expect(answers.includes(token)).toBe(false);
  });

  it('has no key, code, proof or nonce in it', async () => {
    await printedCode(backend);
    const { code } = await new CredentialStore(folder, console.error).pairing.make();
    const first = await connect({ origin: EXTENSION });
    const key = await pair(first.client, code, EXTENSION);
    const httpToken = await authenticate(first.client, key, EXTENSION);
    await ask(backend.port, '/health', {
      headers: { origin: EXTENSION, authorization: `Bearer ${httpToken}` },
    });
    const second = await connect({ origin: EXTENSION });
    await guessProof(second.client, key.keyId);
    await second.client.closed;
    const third = await connect({ origin: EXTENSION });
    await expect(
      authenticate(third.client, { keyId: newSecret(), key: key.key }, EXTENSION),
    ).rejects.toThrow();
    const fourth = await connect({ origin: EXTENSION });
    fourth.client.command('auth', { key_id: key.key, nonce: `${newSecret()}longer` });
    await fourth.client.error();
    const secrets = [first, second, third, fourth].flatMap(secretsOf);
    expect(secrets.length).toBeGreaterThan(10);
    for (const secret of [...secrets, key.key, code, httpToken])
      expect(backend.output()).not.toContain(secret);
    for (const client of [first, second, third, fourth]) client.client.socket.terminate();
  });
});
