import { describe, expect, it } from 'vitest';
import { LoopbackServer, type LoopbackHandlers } from '../../../../testing/loopback-server.js';
import { makeCertificate } from '../../../../testing/make-certificate.js';
import { checkMetrics, checkPort } from './check-port.js';

const TLS = { cert: 'cert.pem', key: 'key.pem' };

const says =
  (status: number, body: string): LoopbackHandlers['http'] =>
  (_, response) =>
    void response.writeHead(status).end(body);
const health = says(200, '{"status":"ok","protocol":1}');
const needsToken = says(401, '{"statusCode":401,"code":"unauthorized","protocol":1}');

describe(checkPort.name, () => {
  it.each<readonly [string, LoopbackHandlers['http'], boolean, boolean, 'ok' | 'bad', RegExp]>([
    ['Earshot', health, false, false, 'ok', /^Earshot already listens on \d+$/],
    ['Earshot with TLS', health, true, true, 'ok', /^Earshot already listens on \d+$/],
    ['Earshot that asks for a token', needsToken, false, false, 'ok', /^Earshot already listens on \d+$/],
    [
      'Earshot from before the config had TLS',
      health,
      false,
      true,
      'ok',
      /listens on \d+, without TLS: it has not/,
    ],
    [
      'Earshot from before the config had no TLS',
      health,
      true,
      false,
      'ok',
      /listens on \d+, with TLS: it has not/,
    ],
    ['another server', says(200, 'hello'), false, false, 'bad', /taken by another program$/],
    ['another server with JSON', says(200, 'null'), false, false, 'bad', /taken by another program$/],
    ['another server with TLS', says(200, '{"status":"ok"}'), true, true, 'bad', /taken by another program$/],
  ])('finds %s', async (_, http, serverUsesTls, configUsesTls, verdict, found) => {
    await using server = await LoopbackServer.start(
      { http },
      serverUsesTls ? await makeCertificate() : undefined,
    );
    const { port } = server;
    expect(await checkPort({ host: '127.0.0.1', port, ...(configUsesTls && { tls: TLS }) })).toMatchObject({
      verdict,
      found: expect.stringMatching(found) as string,
    });
  });

  it('finds a server on this computer when the config listens on every address', async () => {
    await using server = await LoopbackServer.start({ http: health });
    const finding = await checkPort({ host: '0.0.0.0', port: server.port });
    expect(finding).toMatchObject({ verdict: 'ok', found: `Earshot already listens on ${server.port}` });
  });

  it('finds a free port', async () => {
    const server = await LoopbackServer.start({});
    const { port } = server;
    await server[Symbol.asyncDispose]();
    expect(await checkPort({ host: '127.0.0.1', port })).toMatchObject({
      verdict: 'ok',
      found: `${port} is free`,
    });
  });
});

describe(checkMetrics.name, () => {
  const check = (port: number | undefined, host = '127.0.0.1') =>
    checkMetrics({ metrics: { host, ...(port !== undefined && { port }) }, port: 8765 });

  it.each<[string, number | undefined, string, 'ok' | 'bad', RegExp]>([
    ['off', undefined, '127.0.0.1', 'ok', /^off/],
    ['on any free port', 0, '127.0.0.1', 'ok', /^on any free port$/],
    ['on the port that clients use', 8765, '127.0.0.1', 'bad', /^8765 is the port that clients use$/],
    ['on an address of another computer', 1, '203.0.113.1', 'bad', /^cannot listen on 203.0.113.1:1 /],
  ])('tells that they are %s', async (_, port, host, verdict, found) => {
    expect(await check(port, host)).toMatchObject({
      verdict,
      found: expect.stringMatching(found) as string,
    });
  });

  it.each<[string, string, 'ok' | 'bad', RegExp]>([
    ['Earshot', '# TYPE earshot_sessions_active gauge\n', 'ok', /^Earshot already serves them on \d+$/],
    ['another server', '# TYPE go_goroutines gauge\n', 'bad', /taken by another program$/],
  ])('finds %s', async (_, body, verdict, found) => {
    await using server = await LoopbackServer.start({ http: says(200, body) });
    expect(await check(server.port)).toMatchObject({
      verdict,
      found: expect.stringMatching(found) as string,
    });
  });

  it('finds a free port', async () => {
    const server = await LoopbackServer.start({});
    const { port } = server;
    await server[Symbol.asyncDispose]();
    expect(await check(port)).toMatchObject({ verdict: 'ok', found: `${port} is free` });
  });
});
