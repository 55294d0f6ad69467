import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { TAKEN_OVER_REASON } from '#protocol';
import { NO_LOCAL_STT, startBackend, type Backend } from '../harness/backend.ts';
import { ProtocolClient } from '../harness/protocol-client.ts';

describe('messages on a connection', () => {
  let backend: Backend;
  const clients: ProtocolClient[] = [];

  async function connect(path = '/'): Promise<ProtocolClient> {
    const client = await ProtocolClient.connect(backend.url + path);
    clients.push(client);
    return client;
  }

  /** Resolves when everything that was sent before has been handled. */
  async function settled(client: ProtocolClient): Promise<void> {
    const from = client.received.length;
    client.command('ping', { t: 77 });
    await client.commandNamed('pong', from);
  }

  beforeAll(async () => {
    backend = await startBackend();
    await backend.ready();
  });
  afterEach(() => {
    for (const client of clients.splice(0)) client.socket.terminate();
  });
  afterAll(() => backend.stop());

  it.each(['/', '/ws', '/ws/', '/ws?x=1', '/ws/8765', '/ws/8000/', '/ws/9000?x=1'])(
    'serves %s',
    async (path) => {
      await settled(await connect(path));
    },
  );

  it.each(['/nowhere', '/ws/x', '/ws/8765/more', '/wss', '/ws/123456'])('answers 404 to %s', async (path) => {
    await expect(connect(path)).rejects.toThrow('404');
  });

  it('ignores the connection that a session was resumed away from', async () => {
    const first = await connect();
    first.command('session_start', { greeting: false });
    const { resume_token } = await first.data('session');
    // A client that does not answer the close frame continues to send.
    first.socket.pause();
    const second = await connect();
    second.command('session_start', { resume_token });
    expect((await second.data('session')).resumed).toBe(true);
    first.command('text_input', { text: 'my name is Mallory' });
    first.socket.resume();
    expect(await first.closed).toEqual({
      code: 1008,
      reason: TAKEN_OVER_REASON,
    });
    await settled(second);
    second.command('text_input', { text: 'hello' });
    const answer = await second.finalText('assistant');
    expect(answer.turn_id).toBe(1);
    expect(JSON.stringify(second.received)).not.toContain('Mallory');
  });

  it('answers in the time zone of the user, who may travel', async () => {
    const client = await connect();
    client.command('session_start', { greeting: false, time_zone: 'Pacific/Kiritimati' });
    const { resume_token } = await client.data('session');
    client.command('text_input', { text: 'what time zone am I in' });
    expect((await client.finalText('assistant')).text).toContain('14 hours ahead of UTC');
    for (const [time_zone, answer] of [
      ['Asia/Kolkata', '5 hours and 30 minutes ahead of UTC'],
      // Unknown: the session keeps its zone.
      ['Mars/Olympus', '5 hours and 30 minutes ahead of UTC'],
    ] as const) {
      const next = await connect();
      next.command('session_start', { resume_token, time_zone });
      expect((await next.data('session')).resumed).toBe(true);
      next.command('text_input', { text: 'what time zone am I in' });
      // The resumed client also gets again what it may have missed of earlier turns.
      await next.data(
        'text_data',
        ({ role, is_final, text }) => role === 'assistant' && is_final && text.includes(answer),
      );
      if (time_zone === 'Mars/Olympus') await next.error();
      const errors = next.received.filter((message) => message.type === 'error').map(({ error }) => error);
      expect(errors).toEqual(
        time_zone === 'Mars/Olympus'
          ? [expect.stringMatching(/"Mars\/Olympus".*Asia\/(?:Kolkata|Calcutta)/)]
          : [],
      );
    }
  });

  it('treats null and an empty token as fields that are left out', async () => {
    for (const data of [
      { resume_token: null, capabilities: null, mode: null, language: null, greeting: false },
      { resume_token: '', greeting: false },
    ]) {
      const client = await connect();
      client.command('session_start', data as never);
      expect(await client.data('session')).toMatchObject({ resumed: false });
      await settled(client);
      expect(client.received.filter(({ type }) => type === 'error')).toEqual([]);
    }
  });

  it('accepts settings before the session starts, without starting it', async () => {
    const client = await connect();
    client.command('update_config', { mode: 'push_to_talk', voice: 'rms' });
    await settled(client);
    expect(client.received.filter(({ type }) => type === 'data')).toEqual([]);
    client.command('session_start', { greeting: false });
    await client.data('session');
    // Push-to-talk is idle while the key is up.
    await client.data('state', ({ state }) => state === 'idle');
    expect(client.received.filter(({ type }) => type === 'error')).toEqual([]);
  });

  it('overrides earlier settings by session_start', async () => {
    const client = await connect();
    client.command('update_config', { mode: 'push_to_talk' });
    client.command('session_start', { greeting: false, mode: 'hands_free' });
    await client.data('session');
    await settled(client);
    // Push-to-talk would begin idle.
    const states = client.received.flatMap((message) =>
      message.type === 'data' && message.name === 'state' ? [message.data.state] : [],
    );
    expect(states).toEqual(['listening']);
  });

  it('answers other clients while one sends its full burst of audio', async () => {
    const [loud, other] = [await connect(), await connect()];
    loud.command('session_start', { greeting: false, mode: 'push_to_talk' });
    other.command('session_start', { greeting: false });
    await Promise.all([loud.data('session'), other.data('session')]);
    const answered: string[] = [];
    // Loud enough for the detector to run; inaudible frames skip it.
    const audible = Int16Array.from({ length: 32_000 }, (_, i) => (i % 2 ? 300 : -300));
    for (let i = 0; i < 60; i++) loud.audio(audible);
    // The key keeps its place in the audio, so it is handled after all audio before it.
    loud.command('push_to_talk', { state: 'down' });
    await Promise.all([
      loud.data('state', ({ state }) => state === 'listening').then(() => answered.push('loud')),
      settled(other).then(() => answered.push('other')),
    ]);
    expect(answered).toEqual(['other', 'loud']);
    expect(await loud.error()).toMatchObject({ code: 'rate_limited' });
  });
});

describe('single-client mode', () => {
  let backend: Backend;
  beforeAll(async () => {
    backend = await startBackend({ config: { ...NO_LOCAL_STT, singleClient: true } });
  });
  afterAll(() => backend.stop());

  it('refuses a second client as in the plain protocol, until the first has gone', async () => {
    const first = await ProtocolClient.connect(backend.url);
    const second = await ProtocolClient.connect(backend.url);
    expect(await second.error()).toMatchObject({
      error: 'Connection rejected: server only accepts one connection at a time',
    });
    expect(await second.closed).toEqual({ code: 1008, reason: 'Only one connection allowed' });
    await first.close();
    const third = await ProtocolClient.connect(backend.url);
    third.command('ping', { t: 1 });
    expect(await third.commandNamed('pong')).toEqual({ t: 1 });
    await third.close();
  });

  it('accepts a new client when the first has lost its network', async () => {
    const vanished = await ProtocolClient.connect(backend.url);
    // As after a network failure: it answers no pings and does not close.
    vanished.socket.pause();
    const newcomer = await ProtocolClient.connect(backend.url);
    newcomer.command('ping', { t: 'sent at once' });
    expect(await newcomer.commandNamed('pong')).toEqual({ t: 'sent at once' });
    const third = await ProtocolClient.connect(backend.url);
    expect(await third.closed).toEqual({ code: 1008, reason: 'Only one connection allowed' });
    vanished.socket.terminate();
    await newcomer.close();
  });
});

describe('a limit of sessions', () => {
  it('ends a session without a client when a new one needs its room', async () => {
    const backend = await startBackend({ config: { ...NO_LOCAL_STT, maxSessions: 2 } });
    const started = async () => {
      const client = await ProtocolClient.connect(backend.url);
      client.command('session_start', { greeting: false });
      return { client, ...(await client.data('session')) };
    };
    const [staying, gone] = [await started(), await started()];
    await gone.client.close();
    const third = await started();
    const back = await ProtocolClient.connect(backend.url);
    back.command('session_start', { resume_token: gone.resume_token, greeting: false });
    expect(await back.error()).toMatchObject({ code: 'busy' });
    expect((await back.closed).code).toBe(1013);
    staying.client.command('ping', { t: 1 });
    await staying.client.commandNamed('pong');
    await Promise.all([staying.client.close(), third.client.close()]);
    await backend.stop();
  });
});
