import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { Draining } from '../session/draining.js';
import { AgentServer } from './agent-server.js';
import { AgentsService } from './agents.service.js';
import { freePort } from '../../../testing/free-port.js';
import { AgentsApp, openProviders, otherProgram } from './testing/agents-app.js';

const PAGE = 'http://localhost:3000';

describe('the API of the agents, when something is wrong,', () => {
  let sut: AgentsApp;
  let agents: AgentsService;
  const start = (channel: string, more?: object) => sut.startAgent(channel, more);
  const channels = () => agents.list().map(({ channelName }) => channelName);

  beforeAll(async () => {
    sut = await AgentsApp.start({ allowedOrigins: [PAGE] });
    agents = sut.app.get(AgentsService, { strict: false });
  });
  afterEach(async () => {
    await Promise.all(channels().map((channel) => agents.stop(channel)));
  });
  afterAll(() => sut.close());

  /** [what, body, code, status, msg] */
  it.each<[string, unknown, string, number, RegExp]>([
    [
      'a port that is out of range',
      { port: 80 },
      '10101',
      500,
      /^Port 80 is out of range: an agent may have 1024 to 65535\.$/,
    ],
    ['port 0', { port: 0 }, '10101', 500, /^Port 0 is out of range/],
    ['a negative port', { port: -1 }, '10101', 500, /^Port -1 is out of range/],
    ['a port above all', { port: 70_000 }, '10101', 500, /^Port 70000 is out of range/],
    ['a huge port', '{"channel_name":"x","port":1e300}', '10101', 500, /^Port 1e\+300 is out of range/],
    ['a fraction as the port', { port: 8000.5 }, '10000', 400, /^the port must be a whole number\.$/],
    ['a text as the port', { port: '8000' }, '10000', 400, /^the port must be a whole number\.$/],
    ['a list as the port', { port: [8000] }, '10000', 400, /^the port must be a whole number\.$/],
    ['several ports', { port: 8001, properties: { port: 8002 } }, '10000', 400, /several ports/],
    [
      'a graph that is not there',
      { graph_name: 'no' },
      '10100',
      500,
      /^There is no graph "no"\. There are: voice_assistant, unable, keyless, second\.$/,
    ],
    [
      'a graph that every object has',
      { graph_name: '__proto__' },
      '10100',
      500,
      /^There is no graph "__proto__"/,
    ],
    ['a number as the graph', { graph_name: 5 }, '10000', 400, /^graph_name must be a text\.$/],
    [
      'a provider that cannot start',
      { graph_name: 'unable' },
      '10101',
      500,
      /^The agent cannot start: The recogniser is not installed\.$/,
    ],
    [
      'a provider without a key',
      { graph_name: 'keyless' },
      '10101',
      500,
      /^The agent cannot start: "anthropic" needs a key: set ANTHROPIC_API_KEY/,
    ],
    [
      'a text as the timeout',
      { timeout: '60' },
      '10000',
      400,
      /^timeout must be a whole number of seconds\.$/,
    ],
    ['no channel', { channel_name: undefined }, '10004', 400, /^channel_name is missing\.$/],
    ['null as the channel', { channel_name: null }, '10004', 400, /^channel_name is missing\.$/],
    ['an empty channel', { channel_name: '' }, '10004', 400, /^channel_name is missing\.$/],
    ['a channel of blanks', { channel_name: ' \u00a0 ' }, '10004', 400, /^channel_name is missing\.$/],
    ['a number as the channel', { channel_name: 5 }, '10000', 400, /^channel_name must be a text\.$/],
    ['an object as the channel', { channel_name: { a: 1 } }, '10000', 400, /^channel_name must be a text\.$/],
    [
      'a long channel',
      { channel_name: 'x'.repeat(129) },
      '10000',
      400,
      /^channel_name must have at most 128 characters\.$/,
    ],
    [
      'a line feed in the channel',
      { channel_name: 'a\nb' },
      '10000',
      400,
      /^channel_name must not contain control characters\.$/,
    ],
    ['an escape in the channel', { channel_name: '\u001b[2J' }, '10000', 400, /control characters/],
    [
      'a turn of the writing in the channel',
      { channel_name: 'a\u202eb' },
      '10000',
      400,
      /control characters/,
    ],
    ['half a character in the channel', '{"channel_name":"\\ud800"}', '10000', 400, /control characters/],
    ['no JSON', 'channel_name=x', '10000', 400, /^The body is not JSON\.$/],
    ['nothing', '', '10000', 400, /^The body is not JSON\.$/],
    ['an array', '[]', '10000', 400, /^The body must be a JSON object/],
    ['null', 'null', '10000', 400, /^The body must be a JSON object/],
    ['a number', '5', '10000', 400, /^The body must be a JSON object/],
    [
      'a megabyte',
      JSON.stringify({ channel_name: 'x', y: 'y'.repeat(1_000_000) }),
      '10000',
      413,
      /^The body has more than 16384 bytes\.$/,
    ],
    ['lists in lists, a thousand deep', '['.repeat(1_000), '10000', 400, /^The body is not JSON\.$/],
  ])(
    'answer a start with %s in one sentence, and leave nothing behind',
    async (_, body, code, status, msg) => {
      const before = openProviders.size;
      const given = typeof body === 'string' ? body : { channel_name: 'x', ...(body as object) };
      const reply = await sut.post('/api/agents/start', given);
      expect([reply.status, reply.body]).toEqual([
        status,
        { code, msg: expect.stringMatching(msg), data: null },
      ]);
      expect(reply.text).not.toMatch(/sk-|\bat .*\.[jt]s/);
      expect(channels()).toEqual([]);
      expect(openProviders.size).toBe(before);
      await start('x');
    },
  );

  it.each([
    ['unknown fields', '{"channel_name":"x","foo":{"bar":[1]},"tenapp_dir":"/etc"}'],
    ['a field twice: the last one counts', '{"channel_name":"y","channel_name":"x"}'],
    ['__proto__', '{"channel_name":"x","__proto__":{"port":80,"graph_name":"no"}}'],
    [
      'something nested a thousand deep',
      `{"channel_name":"x","properties":${'{"a":'.repeat(1_000)}1${'}'.repeat(1_000)}}`,
    ],
    ['a mark of the byte order', '\ufeff{"channel_name":"x"}'],
    ['properties that are no object', '{"channel_name":"x","properties":[1,"port"]}'],
    [
      'an empty graph and null',
      '{"channel_name":"x","graph_name":"","timeout":null,"properties":null,"port":null}',
    ],
  ])('start with %s', async (_, body) => {
    const { body: reply } = await sut.post('/start', body);
    expect(reply).toMatchObject({ code: '0' });
    expect(channels()).toEqual(['x']);
  });

  it.each([
    'websocket-1764450000000-a1b2c3',
    'websocket-1764450000000-',
    'Büro 3',
    '日本',
    '..',
    'a"b<c>',
    '__proto__',
  ])('list, ping and stop a channel called %s', async (channel) => {
    await start(channel);
    expect(JSON.stringify((await sut.ask('/list')).body.data)).toContain(JSON.stringify(channel));
    expect((await sut.post('/ping', { channel_name: channel })).body.code).toBe('0');
    expect((await sut.post('/stop', { channel_name: channel })).body.code).toBe('0');
  });

  it.each(['stop', 'ping'])('say that there is nothing to %s', async (path) => {
    const { status, body } = await sut.post(`/${path}`, { channel_name: 'missing' });
    const msg = 'There is no agent for channel "missing".';
    expect([status, body]).toEqual([400, { code: '10002', msg, data: null }]);
    expect((await sut.post(`/${path}`, {})).body).toMatchObject({ code: '10004' });
    expect((await sut.post(`/${path}`, 'no')).body).toMatchObject({ code: '10000' });
  });

  it('say who has the port', async () => {
    const close = vi.spyOn(AgentServer.prototype, 'close');
    const { server, port } = await otherProgram();
    const used = await start('used');
    const reasons = [];
    for (const wanted of [port, used, sut.port])
      reasons.push((await sut.post('/start', { channel_name: 'x', port: wanted })).body);
    server.close();
    expect(reasons.map(({ code, msg }) => [code, msg])).toEqual([
      ['10101', `Port ${port} is taken by another program.`],
      ['10101', `Port ${used} is taken by the agent of channel "used".`],
      ['10101', `Port ${sut.port} is taken by Earshot itself.`],
    ]);
    expect(close).toHaveBeenCalledOnce();
    close.mockRestore();
    expect(channels()).toEqual(['used']);
  });

  it('start one of two with the same channel, also at once', async () => {
    const replies = await Promise.all([1, 2, 3].map(() => sut.post('/start', { channel_name: 'one' })));
    expect(replies.map(({ body }) => body.code).sort()).toEqual(['0', '10003', '10003']);
    await agents.stop('one');
    const starts = await Promise.allSettled([1, 2].map(() => agents.start({ channel: 'one' })));
    expect(starts.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    const again = await sut.post('/start', { channel_name: 'one' });
    expect([again.status, again.body.msg]).toEqual([400, 'There is an agent for channel "one" already.']);
    expect(channels()).toEqual(['one']);
  });

  it('start one of two with the same port, also at once', async () => {
    const port = await freePort();
    const replies = await Promise.all(
      ['a', 'b'].map((channel_name) => sut.post('/start', { channel_name, port })),
    );
    expect(replies.map(({ body }) => body.code).sort()).toEqual(['0', '10101']);
  });

  it('stop once if they are stopped twice at once, and while they start', async () => {
    const starting = sut.post('/start', { channel_name: 'twice' });
    await expect
      .poll(() =>
        agents.stop('twice').then(
          () => true,
          () => false,
        ),
      )
      .toBe(true);
    expect((await starting).body.code).toBe('0');
    await start('twice');
    const replies = await Promise.all([1, 2].map(() => sut.post('/stop', { channel_name: 'twice' })));
    expect(replies.map(({ body }) => body.code)).toContain('0');
    expect(channels()).toEqual([]);
  });

  it.each([
    ['GET', '/start', 'POST'],
    ['PUT', '/api/agents/stop', 'POST'],
    ['DELETE', '/ping', 'POST'],
    ['POST', '/list', 'GET'],
    ['OPTIONS', '/api/agents/graphs', 'GET'],
  ])('answer %s %s in the shape of the API', async (method, path, allowed) => {
    const { status, headers, body } = await sut.ask(path, { method });
    expect([status, headers.allow]).toEqual([405, allowed]);
    expect(body).toEqual({ code: '10000', msg: `Send this request with ${allowed}.`, data: null });
  });

  it.each([
    ['a program', {}, ['text/plain', 'application/x-www-form-urlencoded', ''], 200],
    [
      'a page',
      { origin: PAGE },
      ['text/plain', 'application/x-www-form-urlencoded', 'application/jsonx', ''],
      400,
    ],
    [
      'a page',
      { origin: PAGE },
      ['application/json', 'application/json; charset=utf-8', 'application/a+json'],
      200,
    ],
  ])('take from %s %j the types %j: %i', async (_, headers, types, status) => {
    await start('type');
    for (const type of types) {
      const reply = await sut.post('/ping', { channel_name: 'type' }, { ...headers, 'content-type': type });
      expect(reply.status, type).toBe(status);
    }
  });

  it('take no compressed body', async () => {
    const reply = await sut.post('/ping', { channel_name: 'x' }, { 'content-encoding': 'gzip' });
    expect([reply.status, reply.body.code]).toEqual([400, '10000']);
  });

  it('start no more than may run', async () => {
    await Promise.all(Array.from({ length: 100 }, (_, i) => agents.start({ channel: `n${i}` })));
    const { status, body } = await sut.post('/start', { channel_name: 'more' });
    expect([status, body]).toEqual([
      429,
      {
        code: '10001',
        msg: 'The limit of 100 is reached: stop an agent, or raise "agents.max" in the config.',
        data: null,
      },
    ]);
  });

  it.each([
    ['start none while the backend is about to end', []],
    ['say so of a start that fails because it ends', [false]],
  ])('%s', async (_, before) => {
    const isOn = vi.spyOn(Draining.prototype, 'isOn', 'get').mockReturnValue(true);
    for (const value of before) isOn.mockReturnValueOnce(value);
    const { status, body } = await sut.post('/start', { channel_name: 'late', graph_name: 'unable' });
    isOn.mockRestore();
    expect([status, body.code]).toEqual([503, '10101']);
    expect(body.msg).toBe('The backend is restarting. Try again in a few seconds.');
  });
});
