import { request, type IncomingHttpHeaders } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NO_LOCAL_STT, startBackend, type Backend } from '../harness/backend.ts';

const FOREIGN = { origin: 'https://evil.example' };
const JSON_BODY = { 'content-type': 'application/json' };

interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: { message: string };
}

describe('HTTP access', () => {
  let backend: Backend;
  beforeAll(async () => {
    backend = await startBackend({ config: NO_LOCAL_STT });
  });
  afterAll(() => backend.stop());

  /** Not fetch, which cannot set Host and Origin. */
  const ask = (method: string, path: string, headers: Record<string, string> = {}, body?: string) =>
    new Promise<Answer>((resolve, reject) => {
      request({ port: backend.port, method, path, headers }, (response) => {
        let text = '';
        response.on('data', (data) => (text += String(data)));
        response.on('end', () =>
          resolve({
            status: response.statusCode!,
            headers: response.headers,
            body: JSON.parse(text) as Answer['body'],
          }),
        );
      })
        .on('error', reject)
        .end(body);
    });

  it.each([
    ['a malformed body of another page', 'POST', '/health', { ...FOREIGN, ...JSON_BODY }, '{', 404],
    ['another page', 'GET', '/health', FOREIGN, undefined, 403],
    ['an unknown path, to another page', 'GET', '/nowhere', FOREIGN, undefined, 404],
    ['a malformed path, to another page', 'GET', '/%E0%A4%A', FOREIGN, undefined, 404],
    ['a malformed path', 'GET', '/%E0%A4%A', {}, undefined, 404],
    ['a malformed body of a program', 'POST', '/health', JSON_BODY, '{', 404],
    ['an unknown path', 'GET', '/nowhere', {}, undefined, 404],
    ['a request that is allowed', 'GET', '/health', {}, undefined, 200],
  ])(
    'answers %s with the status and the security headers',
    async (_, method, path, headers, body, status) => {
      const answer = await ask(method, path, headers, body);
      expect(answer.status).toBe(status);
      expect(answer.headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'cache-control': 'no-store',
        vary: 'Origin',
      });
    },
  );

  it.each([
    ['an origin', FOREIGN, 'origin https://evil.example is not in "allowedOrigins" of the config'],
    ['a host', { host: 'evil.example' }, 'host evil.example is not this computer'],
    [
      'an embedded request',
      { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' },
      'it is embedded in another site',
    ],
  ])('says why %s is refused', async (_, headers, reason) => {
    const { status, body } = await ask('GET', '/health', headers);
    expect(status).toBe(403);
    expect(body.message).toBe(`Earshot refused this request: ${reason}.`);
  });
});
