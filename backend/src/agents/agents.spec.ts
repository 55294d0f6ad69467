import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { systemClock } from '../common/clock/clock.js';
import { ConnectionRegistry } from '../gateway/connection-registry.js';
import { SessionService } from '../session/session.service.js';
import { AgentsService } from './agents.service.js';
import { freePort } from '../../../testing/free-port.js';
import { AgentsApp, isClosed, openProviders, TestClient, warmUps } from './testing/agents-app.js';

const PAGE = 'http://localhost:3000';

/** As the web page of TEN's example sends it. */
const pageStart = (port: number, channel = `websocket-${Date.now()}-x1y2z`) => ({
  request_id: '1764450000000-abcdefghijk',
  channel_name: channel,
  user_uid: 176573,
  graph_name: 'voice_assistant',
  properties: { websocket_server: { port } },
  timeout: -1,
});

describe('the agents', () => {
  let sut: AgentsApp;
  let agents: AgentsService;
  let sessions: SessionService;
  const start = (channel: string, more?: object) => sut.startAgent(channel, more);
  const channels = () => agents.list().map(({ channelName }) => channelName);

  beforeAll(async () => {
    sut = await AgentsApp.start({ allowedOrigins: [PAGE] });
    agents = sut.app.get(AgentsService, { strict: false });
    sessions = sut.app.get(SessionService, { strict: false });
  });
  afterEach(async () => {
    await Promise.all(channels().map((channel) => agents.stop(channel)));
  });
  afterAll(() => sut.close());

  it.each(['/api/agents', ''])('start, are listed, pinged and stopped at %s/…', async (prefix) => {
    const port = await freePort();
    const started = await sut.post(`${prefix}/start`, pageStart(port, 'websocket-1-a'), { origin: PAGE });
    expect([started.status, started.body]).toEqual([200, { code: '0', msg: 'success', data: { port } }]);
    expect(started.headers['content-type']).toMatch(/^application\/json/);
    const { body: listed } = await sut.ask(`${prefix}/list`);
    const seconds: unknown = expect.closeTo(Date.now() / 1_000, -1.5);
    expect(listed).toEqual({
      code: '0',
      msg: 'success',
      data: [
        {
          channelName: 'websocket-1-a',
          createTs: seconds,
          updateTs: seconds,
          graphName: 'voice_assistant',
          port,
          clients: 0,
        },
      ],
    });
    const pinged = await sut.post(`${prefix}/ping`, { request_id: '1', channel_name: 'websocket-1-a' });
    expect(pinged.body).toEqual({ code: '0', msg: 'success', data: null });
    const stopped = await sut.post(`${prefix}/stop`, { channel_name: 'websocket-1-a' });
    expect([stopped.status, stopped.body]).toEqual([200, { code: '0', msg: 'success', data: null }]);
    expect(await isClosed(port)).toBe(true);
    expect((await sut.ask(`${prefix}/list`)).body.data).toEqual([]);
  });

  it.each(['/health', '/api/agents/health'])(
    'answer %s as their clients expect it, with our fields',
    async (path) => {
      expect((await sut.ask(path)).body).toMatchObject({ code: '0', msg: 'ok', status: 'ok', protocol: 1 });
    },
  );

  it.each(['/graphs', '/api/agents/graphs'])('name the graphs at %s', async (path) => {
    expect((await sut.ask(path)).body.data).toEqual([
      { name: 'voice_assistant', graph_id: 'voice_assistant', auto_start: true },
      { name: 'unable', graph_id: 'unable', auto_start: false },
      { name: 'keyless', graph_id: 'keyless', auto_start: false },
      { name: 'second', graph_id: 'second', auto_start: false },
    ]);
  });

  it.each(['/', '/ws', '/ws/8123', '/ws/'])('talk on %s of their own port', async (path) => {
    const client = await TestClient.connect(await start('talk'), path);
    client.send('text_input', { text: 'what time is it' });
    expect(await client.message('audio_end')).toMatchObject({ text: 'It is noon.' });
    expect(agents.list()[0]!.clients).toBe(1);
  });

  it('talk on /agents/<channel> of the main port, which belongs to them too', async () => {
    await start('a/b c');
    const client = await TestClient.connect(sut.port, '/agents/a%2Fb%20c?x=1');
    client.send('session_start');
    expect(await client.message('session')).toMatchObject({ resumed: false });
    await sut.post('/stop', { channel_name: 'a/b c' });
    expect(await client.closed).toEqual([1001, 'The agent was stopped']);
    for (const path of ['/agents/a%2Fb%20c', '/agents/', '/agents/%E0%A4%A', '/agents/x/y'])
      await expect(TestClient.connect(sut.port, path)).rejects.toThrow('404');
  });

  it('serve nothing else on their port', async () => {
    const port = await start('only');
    await expect(TestClient.connect(port, '/agents/only')).rejects.toThrow('404');
    const plain = connect(port, '127.0.0.1').end('GET /list HTTP/1.1\r\nHost: localhost\r\n\r\n');
    const answer = await text(plain);
    expect(answer).toMatch(/^HTTP\/1\.1 426 /);
    expect(answer).toMatch(/This is the port of an agent: connect to it by WebSocket\.\n$/);
  });

  it.each([
    ['a page of another origin', { origin: 'https://evil.example' }, 403],
    ['a name that is not this computer', { host: 'evil.example' }, 403],
    ['a link of a page', { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' }, 403],
  ])('refuse %s, on their port and in the API', async (_, headers, status) => {
    const port = await start('guarded');
    await expect(TestClient.connect(port, '/', headers)).rejects.toThrow(String(status));
    for (const path of ['/start', '/stop', '/ping'])
      expect(await sut.post(path, { channel_name: 'guarded' }, headers)).toMatchObject({ status });
    for (const path of ['/list', '/graphs'])
      expect(await sut.ask(path, { headers })).toMatchObject({ status });
    expect(channels()).toEqual(['guarded']);
  });

  it('refuse a client of a proxy without a token, in the shape of the API', async () => {
    const remote = { 'x-forwarded-for': '203.0.113.9' };
    const { status, body } = await sut.post('/api/agents/start', { channel_name: 'far' }, remote);
    expect(status).toBe(401);
    expect(body).toMatchObject({
      code: 'unauthorized',
      msg: expect.stringMatching(/needs to know who asks/),
      data: null,
    });
    const client = await TestClient.connect(await start('near'), '/', remote);
    client.send('session_start');
    expect(await client.closed).toEqual([1008, 'unauthorized']);
  });

  it('end their sessions and connections with them, and those of no other', async () => {
    const [port, otherPort] = [await start('ends'), await start('stays')];
    const [client, away, other] = [
      await TestClient.connect(port),
      await TestClient.connect(port),
      await TestClient.connect(otherPort),
    ];
    const tokens = [];
    for (const each of [client, away, other]) {
      each.send('session_start');
      tokens.push((await each.message('session')).resume_token as string);
    }
    away.socket.close();
    await away.closed;
    const before = sessions.count;
    await sut.post('/stop', { channel_name: 'ends' });
    expect(await client.closed).toEqual([1001, 'The agent was stopped']);
    expect(sessions.count).toBe(before - 2);
    other.socket.close();
    await other.closed;
    const back = await TestClient.connect(otherPort);
    back.send('session_start', { resume_token: tokens[2] });
    expect(await back.message('session')).toMatchObject({ resumed: true });
    const elsewhere = await TestClient.connect(sut.port);
    elsewhere.send('session_start', { resume_token: tokens[2] });
    expect(await elsewhere.message('session')).toMatchObject({ resumed: false });
    elsewhere.socket.close();
  });

  it('cut what does not go by itself when they stop', async () => {
    const port = await start('cut');
    const silent = connect(port, '127.0.0.1');
    const half = connect(port, '127.0.0.1');
    half.write('GET / HTTP/1.1\r\n');
    const client = await TestClient.connect(port);
    client.socket.pause();
    const ended = [silent, half].map((socket) => new Promise((resolve) => socket.once('close', resolve)));
    for (const socket of [silent, half]) socket.on('error', () => undefined).resume();
    await agents.stop('cut');
    await Promise.all(ended);
    client.socket.terminate();
    expect(await start('cut', { port })).toBe(port);
  });

  it('share the providers of equal settings, and free those that the last of them used', async () => {
    const before = openProviders.size;
    await Promise.all(['a', 'b'].map((channel) => start(channel)));
    expect(openProviders.size).toBe(before);
    await Promise.all(['c', 'd'].map((channel) => start(channel, { graph_name: 'second' })));
    expect(openProviders.size).toBe(before + 1);
    await agents.stop('c');
    expect(openProviders.size).toBe(before + 1);
    await agents.stop('d');
    expect(openProviders.size).toBe(before);
  });

  it('load what they need once, and try again what could not be loaded', async () => {
    warmUps.length = 0;
    for (const channel of ['a', 'b', 'c']) await start(channel, { graph_name: 'second' });
    expect(warmUps.length).toBeGreaterThan(0);
    expect(new Set(warmUps).size).toBe(warmUps.length);
    for (const _ of [1, 2]) {
      warmUps.length = 0;
      await expect(agents.start({ channel: 'd', graph: 'unable' })).rejects.toThrow('not installed');
      expect(warmUps).toHaveLength(1);
    }
  });

  it('can be started again, but not pinged, while they stop', async () => {
    await start('again');
    const { promise: gone, resolve: go } = Promise.withResolvers<void>();
    vi.spyOn(ConnectionRegistry.prototype, 'end').mockReturnValueOnce(gone);
    const stopped = agents.stop('again');
    await expect.poll(channels).toEqual([]);
    expect((await sut.post('/ping', { channel_name: 'again' })).body.code).toBe('10002');
    const started = Promise.allSettled([1, 2].map(() => start('again')));
    go();
    await stopped;
    expect((await started).map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(channels()).toEqual(['again']);
  });

  it('cut a client of the API whose body does not end', async () => {
    const socket = connect(sut.port, '127.0.0.1').on('error', () => undefined);
    const closed = new Promise((resolve) => socket.once('close', resolve));
    socket.write('POST /start HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n');
    const chunk = `ffff\r\n${'x'.repeat(0xffff)}\r\n`;
    const send = () => {
      while (socket.write(chunk));
    };
    socket.on('drain', send).resume();
    send();
    await closed;
  });

  it('use the next free port if none is named, each another', async () => {
    const ports = await Promise.all(['a', 'b', 'c'].map((channel) => start(channel)));
    expect(new Set(ports).size).toBe(3);
    await agents.stop('a');
    await start('d', { port: ports[0] });
  });

  it.each([
    ['properties.websocket_server', (port: number) => ({ properties: { websocket_server: { port } } })],
    ['properties', (port: number) => ({ properties: { port } })],
    ['the body', (port: number) => ({ port })],
    ['all of them', (port: number) => ({ port, properties: { port, websocket_server: { port } } })],
  ])('listen on the port that %s names', async (_, more) => {
    const port = await freePort();
    expect(await start('named', more(port))).toBe(port);
  });

  describe('without use', () => {
    const now = systemClock.now();

    it.each([
      ['for the time of the config', {}, 60],
      ['for their own time', { timeout: 5 }, 5],
      ['for the time of the config, if theirs is -1', { timeout: -1 }, 60],
    ])('end %s', async (_, more, seconds) => {
      const port = await start('idle', more);
      agents.reap(systemClock.now() + seconds * 1_000 - 500);
      expect(channels()).toEqual(['idle']);
      agents.reap(systemClock.now() + seconds * 1_000);
      expect(channels()).toEqual([]);
      await expect.poll(() => isClosed(port)).toBe(true);
    });

    it('end also while a client is there that has not proven who it is', async () => {
      const client = await TestClient.connect(await start('idle'), '/', { 'x-forwarded-for': '203.0.113.9' });
      expect(agents.list()[0]!.clients).toBe(0);
      agents.reap(systemClock.now() + 60_000);
      expect(await client.closed).toEqual([1001, 'The agent was stopped']);
    });

    it('live on while they have a client, and then for their time', async () => {
      const client = await TestClient.connect(await start('used'));
      agents.reap(now + 100_000_000);
      expect(channels()).toEqual(['used']);
      client.socket.close();
      await client.closed;
      await expect.poll(() => agents.list()[0]!.clients).toBe(0);
      agents.reap(now + 100_000_000 + 59_000);
      expect(channels()).toEqual(['used']);
      agents.reap(now + 100_000_000 + 60_000);
      expect(channels()).toEqual([]);
    });
  });
});
