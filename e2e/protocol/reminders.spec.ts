import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ReminderItem } from '#protocol';
import { NO_LOCAL_STT, startBackend, type Backend } from '../harness/backend.ts';
import { ProtocolClient } from '../harness/protocol-client.ts';

const EXTENSION = 'chrome-extension://abcdefghijklmnopabcdefghijklmnop';
const AWAY_EXTENSION = 'chrome-extension://onceuponatimeonceuponatimeonceup';
const SHARED_EXTENSION = 'chrome-extension://sharedsharedsharedsharedsharedsh';
const PAGE = 'http://localhost:5173';

describe('reminders', () => {
  let backend: Backend;
  const folder = mkdtempSync(join(tmpdir(), 'earshot-reminders-'));
  const clients: ProtocolClient[] = [];

  const startServer = async () => {
    backend = await startBackend({
      config: { ...NO_LOCAL_STT, allowedOrigins: [EXTENSION, AWAY_EXTENSION, SHARED_EXTENSION, PAGE] },
      env: { EARSHOT_DATA: folder },
    });
  };

  /** @param origin null for a program, which sends none */
  async function connect(origin: string | null = EXTENSION): Promise<ProtocolClient> {
    const client = await ProtocolClient.connect(backend.url, origin === null ? {} : { origin });
    clients.push(client);
    return client;
  }

  async function start(origin?: string | null): Promise<ProtocolClient> {
    const client = await connect(origin);
    client.command('session_start', { greeting: false });
    await client.data('reminders');
    return client;
  }

  const items = (client: ProtocolClient): ReminderItem[][] =>
    client.received.flatMap((message) =>
      message.type === 'data' && message.name === 'reminders' ? [message.data.items] : [],
    );

  /** Asks in text, and waits for the list of reminders that follows. */
  async function ask(client: ProtocolClient, text: string): Promise<ReminderItem[]> {
    const from = client.received.length;
    client.command('text_input', { text });
    return (await client.data('reminders', undefined, from)).items;
  }

  const savedText = () =>
    globSync('users/*.json', { cwd: folder })
      .map((file) => readFileSync(join(folder, file), 'utf8'))
      .join('');

  beforeAll(startServer);
  afterAll(async () => {
    for (const client of clients) client.socket.terminate();
    await backend.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('outlive the call and a killed backend, and ring afterwards', async () => {
    const client = await start();
    expect((await client.data('reminders')).items).toEqual([]);
    const [pasta] = await ask(client, 'set a pasta timer for 12 seconds');
    expect(pasta).toMatchObject({ kind: 'timer', label: 'pasta' });
    const [, hour] = await ask(client, 'set a timer for an hour');
    client.command('text_input', { text: 'remember that my car is on level 3' });
    await expect.poll(savedText, { timeout: 20_000 }).toContain('level 3');
    expect(savedText()).toContain(hour!.id);
    await client.close();
    await backend.stop('SIGKILL');
    await startServer();

    const next = await start();
    const { items: kept } = await next.data('reminders');
    expect(kept.map(({ id }) => id)).toEqual([pasta!.id, hour!.id]);
    const rang = await next.data('text_data', ({ role, text }) => role === 'assistant' && /pasta/.test(text));
    expect(rang.text).toBe('Your pasta timer is done.');
    const { items: left } = await next.data('reminders', ({ items: listed }) => listed.length === 1);
    expect(left).toMatchObject([{ id: hour!.id }]);
    next.command('text_input', { text: 'where is my car' });
    const told = await next.data('text_data', ({ role, text }) => role === 'assistant' && /car/.test(text));
    expect(told.text).toBe('You told me: your car is on level 3.');
  });

  it('are told at the next start when they were due meanwhile, unless the client has rung them', async () => {
    const client = await start(AWAY_EXTENSION);
    const [told] = await ask(client, 'set an egg timer for 1 second');
    client.socket.terminate();
    expect(told!.label).toBe('egg');
    await expect.poll(savedText, { timeout: 20_000 }).toMatch(/"missed":\[\{[^\]]*"egg"/);

    const next = await start(AWAY_EXTENSION);
    expect((await next.data('reminders')).items).toEqual([told]);
    const text = await next.data('text_data', ({ role }) => role === 'assistant');
    expect(text.text).toMatch(/^While you were away, your egg timer went off/);

    const [rung] = await ask(next, 'set a tea timer for 1 second');
    next.socket.terminate();
    await expect.poll(savedText, { timeout: 20_000 }).toMatch(/"missed":\[\{[^\]]*"tea"/);
    const last = await connect(AWAY_EXTENSION);
    last.command('reminder_done', { id: rung!.id });
    last.command('session_start', { greeting: false });
    expect((await last.data('reminders')).items).toEqual([]);
  });

  it('are shared by the sessions of one origin, and by no others', async () => {
    const [one, two] = [await start(SHARED_EXTENSION), await start(SHARED_EXTENSION)];
    const [page, program] = [await start(PAGE), await start(null)];
    const [timer] = await ask(one, 'set a timer for 2 hours');
    expect((await two.data('reminders', ({ items: [first] }) => first !== undefined)).items).toEqual([timer]);
    const [own] = await ask(program, 'set a timer for 3 hours');
    expect(own!.id).not.toBe(timer!.id);
    expect(items(page)).toEqual([[]]);
    expect((await (await start(null)).data('reminders')).items).toEqual([]);
  });
});
