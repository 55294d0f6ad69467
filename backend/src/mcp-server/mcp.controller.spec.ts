import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import type { INestApplication } from '@nestjs/common';
import { mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ServerCommands } from '#protocol';
import { computerKeyId, ensureComputerKey } from '../auth/credentials/computer-key.js';
import { CredentialStore } from '../auth/credentials/credential-store.js';
import { HttpTokens } from '../auth/http-tokens.js';
import { EarshotConfig } from '../config/config.dto.js';
import { createApp, listen } from '../create-app.js';
import { WarmUp } from '../health/warm-up.js';
import type { Graph } from '../session/graphs.js';
import type { Session } from '../session/session.js';
import { SessionService } from '../session/session.service.js';
import { FakeSocket } from '../session/testing/test-session.js';
import { humTts, LoudnessVad, sayingLlm, ScriptedStt } from '../../../testing/scripted-providers.js';
import { McpController } from './mcp.controller.js';

const EXTENSION = 'chrome-extension://plgegolpglmnaelppamgmipjfildlnaf';
const TOKEN = 'a-token-of-the-config';
const CLICK = {
  name: 'click',
  description: 'Clicks.',
  parameters: { properties: {} },
  policy: 'allow',
} as const;

type ToolCall = ServerCommands['tool_call'];

describe(McpController.name, () => {
  let app: INestApplication;
  let port: number;
  let folder: string;
  /** What the extension got for its HTTP requests. */
  let extensionToken: string;
  let sessions: SessionService;
  const open: { session: Session; socket: FakeSocket }[] = [];
  const clients: Client[] = [];

  beforeAll(async () => {
    vi.spyOn(WarmUp.prototype, 'onApplicationBootstrap').mockReturnValue();
    folder = mkdtempSync(join(tmpdir(), 'earshot-mcp-server-'));
    const key = ensureComputerKey(folder);
    const config = Object.assign(new EarshotConfig(), { port: 0, dataFolder: folder });
    config.auth.token = TOKEN;
    config.mcp.server.enabled = true;
    app = await createApp(config, false);
    port = await listen(app, config);
    sessions = app.get(SessionService, { strict: false });
    const credential = { kind: 'key', id: computerKeyId(key) } as const;
    extensionToken = app.get(HttpTokens, { strict: false }).issue(credential);
  });
  afterAll(async () => {
    await app?.close();
    rmSync(folder, { recursive: true });
    vi.restoreAllMocks();
  });
  afterEach(async () => {
    await Promise.all(clients.splice(0).map((client) => client.close()));
    for (const { session } of open.splice(0)) session.close();
    sessions.beforeApplicationShutdown();
  });

  const graph = (): Graph => ({
    ...({} as Graph),
    name: 'voice_assistant',
    providers: { vad: new LoudnessVad(), stt: new ScriptedStt([]), llm: sayingLlm('Yes.'), tts: humTts() },
    conversation: new EarshotConfig().conversation,
    skills: true,
  });

  /** A browser whose extension has registered its tools. @param identity null: a program without a token */
  function browser(identity: string | null = EXTENSION) {
    const socket = Object.assign(new FakeSocket(), { identity: identity ?? undefined });
    const session = sessions.start(graph(), socket, { greet: false });
    session.offers.toolRegister({ tools: [CLICK] });
    open.push({ session, socket });
    const calls = () =>
      socket.received.flatMap((message) =>
        message.type === 'cmd' && message.name === 'tool_call' ? [message.data] : [],
      );
    const call = (): Promise<ToolCall> => socket.waitFor(() => calls()[0]);
    return { session, socket, calls, call };
  }

  async function program(mode: 'auto' | 'legacy' = 'auto') {
    const client = new Client({ name: 'test', version: '1' }, { versionNegotiation: { mode } });
    const url = new URL(`http://127.0.0.1:${port}/mcp`);
    const requestInit = { headers: { Authorization: `Bearer ${TOKEN}` } };
    await client.connect(new StreamableHTTPClientTransport(url, { requestInit }));
    clients.push(client);
    return client;
  }
  const click = (client: Client, signal?: AbortSignal) =>
    client.callTool({ name: 'click', arguments: { ref: 'e1' } }, { ...(signal && { signal }) });

  it.each(['auto', 'legacy'] as const)(
    'offers the browser to a program that speaks the protocol "%s"',
    async (mode) => {
      const { session, call } = browser();
      const client = await program(mode);
      expect((await client.listTools()).tools).toMatchObject([
        { name: 'click', description: 'Clicks.', inputSchema: { type: 'object' } },
      ]);
      const result = click(client);
      const { call_id, turn_id, arguments: args } = await call();
      expect({ turn_id, args }).toEqual({ turn_id: -1, args: { ref: 'e1' } });
      session.offers.toolResult({ call_id, result: { ok: true, changed: 'nothing' } });
      expect(await result).toMatchObject({
        content: [{ type: 'text', text: '{"ok":true,"changed":"nothing"}' }],
        isError: false,
      });
    },
  );

  it('passes on what the extension refuses, as an error of the tool', async () => {
    const { session, call } = browser();
    const result = click(await program());
    const { call_id } = await call();
    session.offers.toolResult({ call_id, result: { ok: false, error: 'The user said no.', denied: true } });
    expect(await result).toMatchObject({
      isError: true,
      content: [{ text: '{"ok":false,"error":"The user said no.","denied":true}' }],
    });
  });

  it('says that no browser is connected, also if only a program or another computer is', async () => {
    browser(null);
    browser(`${EXTENSION} key k1`);
    const client = await program();
    expect(await click(client)).toMatchObject({
      isError: true,
      content: [{ text: expect.stringContaining('No browser is connected') }],
    });
  });

  it('chooses the browser whose user was active last', async () => {
    const [first, second] = [browser(), browser(`${EXTENSION.slice(0, -1)}e`)];
    const client = await program();
    first.session.userActiveAt = second.session.userActiveAt + 1;
    const result = click(client);
    const { call_id } = await first.call();
    expect(second.calls()).toEqual([]);
    first.session.offers.toolResult({ call_id, result: { ok: true } });
    await result;
  });

  it.each(['auto', 'legacy'] as const)(
    'tells the browser when the program "%s" does not wait any more',
    async (mode) => {
      const { socket, call } = browser();
      const client = await program(mode);
      const gaveUp = new AbortController();
      const result = click(client, gaveUp.signal).catch(() => undefined);
      const { call_id } = await call();
      gaveUp.abort();
      await result;
      if (mode === 'legacy') await client.close();
      const cancelled = await socket.waitFor((messages) =>
        messages.find((message) => message.type === 'cmd' && message.name === 'tool_cancel'),
      );
      expect(cancelled).toMatchObject({ data: { call_id } });
    },
  );

  it('ends a call whose browser goes away for good', async () => {
    const { session, call } = browser();
    const result = click(await program());
    await call();
    session.close();
    expect(await result).toMatchObject({ isError: true });
  });

  describe('refuses', () => {
    const post = (headers: Record<string, string>, body = '{}') =>
      new Promise<{ status: number; body: string }>((resolve, reject) => {
        // Not fetch, which cannot set Host and Origin.
        const sent = request(
          { port, path: '/mcp', method: 'POST', headers: { 'content-type': 'application/json', ...headers } },
          (response) => {
            let text = '';
            response.on('data', (data) => (text += String(data)));
            response.on('end', () => resolve({ status: response.statusCode!, body: text }));
          },
        );
        sent.on('error', reject).end(body);
      });
    const authorization = `Bearer ${TOKEN}`;

    it.each<[string, Record<string, string>, number]>([
      ['a program without a token', {}, 401],
      ['a wrong token', { authorization: 'Bearer an-unknown-token' }, 401],
      [
        'another name of this computer, as a page could give it',
        { authorization, host: 'evil.example' },
        403,
      ],
      ['a page', { authorization: 'Bearer wrong', origin: 'https://evil.example' }, 403],
      [
        'a form of a page',
        { authorization, 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' },
        403,
      ],
      ['the extension without a token', { origin: EXTENSION }, 401],
      ['who comes through a proxy', { authorization, 'x-forwarded-for': '203.0.113.1' }, 403],
    ])('%s', async (_, headers, status) => {
      const answer = await post(headers);
      expect(answer.status).toBe(status);
      expect(answer.body).not.toContain('click');
    });

    it('the extension, whose proof is not for programs', async () => {
      const asExtension = { authorization: `Bearer ${extensionToken}`, origin: EXTENSION };
      expect((await post(asExtension)).status).toBe(401);
    });

    it('a token in the address, which others may see', async () => {
      const answer = await new Promise<number>((resolve) =>
        request({ port, path: `/mcp?token=${TOKEN}`, method: 'POST' }, ({ statusCode }) =>
          resolve(statusCode!),
        ).end(),
      );
      expect(answer).toBe(401);
    });

    const accept = 'application/json, text/event-stream';
    const list = { jsonrpc: '2.0', id: 1, method: 'tools/list', params: {} };

    it('more than a few requests in one, which would pass by the limit of requests', async () => {
      browser();
      const batch = Array.from({ length: 12 }, (_, id) => ({ ...list, id }));
      const { body } = await post({ authorization, accept }, JSON.stringify(batch));
      expect(body.match(/"tools":/g)).toHaveLength(10);
      expect(body).toContain('A batch may have 10 requests.');
    });

    it('arguments that are nested without end, before the browser gets them', async () => {
      const { calls } = browser();
      const call = { ...list, method: 'tools/call', params: { name: 'click', arguments: { a: 0 } } };
      const deep = `${'['.repeat(50_000)}${']'.repeat(50_000)}`;
      const { body } = await post(
        { authorization, accept },
        JSON.stringify(call).replace('"a":0', `"a":${deep}`),
      );
      expect(body).toContain('nested deeper');
      expect(calls()).toEqual([]);
    });

    /** A request that says how long it is, and does not go on. */
    const hang = () => {
      const headers = { authorization, accept, 'content-type': 'application/json', 'content-length': '10' };
      const sent = request({ port, path: '/mcp', method: 'POST', headers });
      const ended = new Promise<unknown>((resolve) => sent.on('error', resolve).on('response', resolve));
      sent.flushHeaders();
      return { sent, ended };
    };

    it('a program that holds many requests open, and no other one', async () => {
      browser();
      const { token } = new CredentialStore(folder, () => undefined).tokens.add('other');
      const open = Array.from({ length: 8 }, hang);
      const statusFor = async (bearer: string) =>
        (await post({ authorization: `Bearer ${bearer}`, accept }, JSON.stringify(list))).status;
      await vi.waitFor(async () => expect(await statusFor(TOKEN)).toBe(429));
      expect(await statusFor(token)).toBe(200);
      for (const { sent } of open) sent.destroy();
      await vi.waitFor(async () => expect(await statusFor(TOKEN)).toBe(200));
    });

    it('a request that does not come to its end', async () => {
      const controller = app.get(McpController, { strict: false });
      controller.maxSendingMs = 1;
      try {
        expect(await hang().ended).toBeDefined();
      } finally {
        controller.maxSendingMs = 10_000;
      }
    });

    it('a body that is too large, and one that is no JSON', async () => {
      expect((await post({ authorization }, `"${'x'.repeat(300_000)}"`)).status).toBe(413);
      expect((await post({ authorization, accept }, 'garbage')).status).toBe(400);
    });
  });
});

describe('/mcp', () => {
  beforeEach(() => void vi.spyOn(WarmUp.prototype, 'onApplicationBootstrap').mockReturnValue());
  afterEach(() => void vi.restoreAllMocks());

  it('is not there unless the config switches it on', async () => {
    const config = Object.assign(new EarshotConfig(), { port: 0 });
    const app = await createApp(config, false);
    try {
      const port = await listen(app, config);
      expect((await fetch(`http://127.0.0.1:${port}/mcp`, { method: 'POST' })).status).toBe(404);
    } finally {
      await app.close();
    }
  });
});
