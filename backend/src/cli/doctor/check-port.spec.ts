import { describe, expect, it } from 'vitest';
import { LoopbackServer, type LoopbackHandlers } from '../../../../testing/loopback-server.js';
import { makeCertificate } from '../../../../testing/make-certificate.js';
import { checkPort } from './check-port.js';

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
