import { describe, expect, it } from 'vitest';
import { LoopbackServer } from '../../../testing/loopback-server.js';
import { makeCertificate } from '../../../testing/make-certificate.js';
import { isReady } from './is-ready.js';

describe(isReady.name, () => {
  it.each([
    ['that is ready', 200, true],
    ['whose models are not loaded yet, or that is about to end', 503, false],
    ['that does not know the path', 404, false],
  ])('asks a backend %s, without TLS and with it', async (_, status, expected) => {
    const asked: string[] = [];
    for (const tls of [undefined, await makeCertificate({ names: ['voice.example.com'], keyType: 'ec' })]) {
      const http = (
        _request: unknown,
        response: { writeHead(status: number): { end(): void } },
        url: URL,
      ) => {
        asked.push(url.pathname);
        response.writeHead(status).end();
      };
      await using server = await LoopbackServer.start({ http }, tls);
      expect(await isReady(server.port)).toBe(expected);
    }
    expect(asked).toEqual(['/health/ready', '/health/ready']);
  });

  it('is false where nothing listens', async () => {
    let port: number;
    {
      await using server = await LoopbackServer.start({});
      port = server.port;
    }
    expect(await isReady(port)).toBe(false);
  });
});
