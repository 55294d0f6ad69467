import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask } from '../../testing/ask.ts';
import { NO_LOCAL_STT, startBackend, type Backend } from '../harness/backend.ts';

const FOREIGN = { origin: 'https://evil.example' };
const TYPED = { 'sec-fetch-site': 'none', 'sec-fetch-mode': 'navigate' };
const FRAMED = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'iframe' };
const JSON_BODY = { 'content-type': 'application/json' };

describe('HTTP access', () => {
  let backend: Backend;
  beforeAll(async () => {
    backend = await startBackend({ config: NO_LOCAL_STT });
  });
  afterAll(() => backend.stop());

  it.each([
    ['a malformed body of another page', 'POST', '/health', { ...FOREIGN, ...JSON_BODY }, '{', 404],
    ['another page', 'GET', '/health', FOREIGN, undefined, 403],
    ['its address, to another page', 'GET', '/', FOREIGN, undefined, 403],
    ['an unknown path, to another page', 'GET', '/nowhere', FOREIGN, undefined, 404],
    ['a malformed path, to another page', 'GET', '/%E0%A4%A', FOREIGN, undefined, 404],
    ['a malformed path', 'GET', '/%E0%A4%A', {}, undefined, 404],
    ['a malformed body of a program', 'POST', '/health', JSON_BODY, '{', 404],
    ['an unknown path', 'GET', '/nowhere', {}, undefined, 404],
    ['a request that is allowed', 'GET', '/health', {}, undefined, 200],
    ['an address that was typed', 'GET', '/health', TYPED, undefined, 200],
    ['whether it lives, by another name', 'GET', '/health/live', { host: 'evil.example' }, undefined, 200],
    ['whether it lives, to another page', 'GET', '/health/live', FOREIGN, undefined, 403],
    ['whether it lives, to a frame', 'GET', '/health/live', FRAMED, undefined, 403],
    ['a path below', 'GET', '/health/live/x', {}, undefined, 404],
    ['a request for what costs, from a frame', 'GET', '/providers?live=1', FRAMED, undefined, 403],
  ])(
    'answers %s with the status and the security headers',
    async (_, method, path, headers, body, status) => {
      const answer = await ask(backend.port, path, { method, headers, body });
      expect(answer.status).toBe(status);
      expect(answer.headers).not.toHaveProperty('x-powered-by');
      expect(answer.headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'cache-control': 'no-store',
        vary: 'Origin',
      });
    },
  );

  it('answers a person who opens its address in a browser', async () => {
    const { status, headers, text } = await ask(backend.port, '/', { headers: TYPED });
    expect(status).toBe(200);
    expect(headers['content-type']).toBe('text/plain; charset=utf-8');
    expect(text).toMatch(/^Earshot is running/);
  });

  it.each<readonly [string, Record<string, string>, string]>([
    ['an origin', FOREIGN, 'origin https://evil.example is not in "allowedOrigins" of the config'],
    [
      'a host',
      { host: 'evil.example' },
      'host evil.example is neither this computer nor in "allowedHosts" of the config',
    ],
    ...['no-cors', 'navigate'].flatMap((mode) =>
      ['cross-site', 'same-site'].map(
        (site) =>
          [
            `a ${site} request (${mode})`,
            { 'sec-fetch-site': site, 'sec-fetch-mode': mode },
            "it comes from another page's link, frame, image or script",
          ] as const,
      ),
    ),
  ])('says why %s is refused', async (_, headers, reason) => {
    const { status, text } = await ask(backend.port, '/health', { headers });
    expect(status).toBe(403);
    expect(JSON.parse(text)).toMatchObject({ message: `Earshot refused this request: ${reason}.` });
  });
});
