import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LoopbackServer } from '../../../testing/loopback-server.js';
import { RedirectError, withinOrigin } from './within-origin.js';

let server: LoopbackServer;
let other: LoopbackServer;
let received: string[];
let redirect: (request: IncomingMessage, response: ServerResponse) => void;

beforeEach(async () => {
  received = [];
  const echo = async (request: IncomingMessage, response: ServerResponse) => {
    const body = await text(request);
    if (request.url !== '/new') return redirect(request, response);
    received.push(`${request.method} ${body}`);
    response.end('ok');
  };
  server = await LoopbackServer.start({ http: echo });
  other = await LoopbackServer.start({ http: echo });
});

afterEach(async () => {
  await server[Symbol.asyncDispose]();
  await other[Symbol.asyncDispose]();
});

const to = (status: number, location: string) => {
  redirect = (_request, response) => response.writeHead(status, { location }).end();
};

const post = (init: RequestInit = {}) =>
  withinOrigin(fetch)(`http://${server.address}/old`, { method: 'POST', body: 'words', ...init });

describe(withinOrigin.name, () => {
  it.each([
    [301, 'GET '],
    [302, 'GET '],
    [303, 'GET '],
    [307, 'POST words'],
    [308, 'POST words'],
  ])('follows %i within the origin as browsers do', async (status, expected) => {
    to(status, '/new');
    expect(await (await post()).text()).toBe('ok');
    expect(received).toEqual([expected]);
  });

  it.each([301, 302, 303, 307, 308])('sends nothing to another server with %i', async (status) => {
    to(status, `http://${other.address}/new`);
    await expect(post()).rejects.toThrow(RedirectError);
    await expect(post()).rejects.toMatchObject({ target: `http://${other.address}` });
    expect(received).toEqual([]);
  });

  it.each([
    ['another host name', () => `http://localhost:${server.port}/new`],
    ['another protocol', () => `https://${server.address}/new`],
  ])('treats %s as another server', async (_what, location) => {
    to(307, location());
    await expect(post()).rejects.toThrow(RedirectError);
    expect(received).toEqual([]);
  });

  it.each([
    ['without an end', '/old'],
    ['to no address', 'http://'],
    ['to no server', 'data:text/plain,ok'],
  ])('gives up on redirects %s', async (_what, location) => {
    to(307, location);
    await expect(post()).rejects.toMatchObject({ target: undefined });
  });

  it('repeats nothing after a redirect that names no address', async () => {
    let requests = 0;
    redirect = (_request, response) => {
      requests++;
      response.writeHead(307).end();
    };
    await expect(post()).rejects.toMatchObject({ target: undefined });
    expect(requests).toBe(1);
  });

  it('does not repeat a body that is used up', async () => {
    to(307, '/new');
    const body = new Blob(['words']).stream();
    await expect(post({ body, duplex: 'half' } as RequestInit)).rejects.toThrow(RedirectError);
    const request = new Request(`http://${server.address}/old`, { method: 'POST', body: 'words' });
    await expect(withinOrigin(fetch)(request)).rejects.toThrow(RedirectError);
  });

  it('leaves a redirect to a caller that asks for it', async () => {
    to(307, '/new');
    expect((await post({ redirect: 'manual' })).status).toBe(307);
    await expect(post({ redirect: 'error' })).rejects.toThrow(TypeError);
  });
});
