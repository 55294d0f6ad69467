import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ConnectProxy } from '../../../testing/connect-proxy.js';
import { LoopbackServer } from '../../../testing/loopback-server.js';
import { createHttpClient, type HttpClient } from './http-agent.js';

let server: LoopbackServer;
let sut: HttpClient;
let ports: Set<number | undefined>;
let answer: (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;
let url: string;

beforeEach(async () => {
  ports = new Set();
  answer = (_request, response) => void response.end('ok');
  server = await LoopbackServer.start({
    http: (request, response) => {
      ports.add(request.socket.remotePort);
      return answer(request, response);
    },
  });
  url = `http://${server.address}/`;
  sut = createHttpClient();
});

afterEach(async () => {
  vi.unstubAllEnvs();
  await sut.close();
  await server[Symbol.asyncDispose]();
});

const idle = () => vi.waitFor(() => expect(sut.hasIdleConnection(url)).toBe(true));

describe(createHttpClient.name, () => {
  it('uses one connection again', async () => {
    for (let i = 0; i < 3; i++) {
      expect(await (await sut.fetch(url)).text()).toBe('ok');
      await idle();
    }
    expect(ports.size).toBe(1);
  });

  it.each(['vendor.test', '192.0.2.1', '[2001:db8::1]'])('reaches %s through a proxy', async (host) => {
    await using proxy = await ConnectProxy.start();
    vi.stubEnv('HTTP_PROXY', `http://${proxy.address}`);
    expect(await (await sut.fetch(`http://${host}:${server.port}/`)).text()).toBe('ok');
    expect(proxy.asked).toEqual([`${host}:${server.port}`]);
  });

  it('knows whether a connection waits for the next request', async () => {
    expect(sut.hasIdleConnection(url)).toBe(false);
    const opened = Promise.withResolvers<ServerResponse>();
    answer = (_request, response) => {
      response.write('begun');
      opened.resolve(response);
    };
    const response = await sut.fetch(url);
    expect(sut.hasIdleConnection(url)).toBe(false);
    (await opened.promise).end();
    await response.text();
    await idle();
    server.dropConnections();
    await vi.waitFor(() => expect(sut.hasIdleConnection(url)).toBe(false));
  });

  it('sends a form as the SDKs build it', async () => {
    let type: string | undefined;
    answer = (request, response) => {
      type = request.headers['content-type'];
      response.end();
    };
    const body = new FormData();
    body.append('file', new Blob(['pcm']), 'audio.wav');
    await (await sut.fetch(new Request(url, { method: 'POST', body }))).text();
    expect(type).toMatch(/^multipart\/form-data; boundary=/);
    await (await sut.fetch(url, { method: 'POST', body })).text();
    expect(type).toMatch(/^multipart\/form-data; boundary=/);
  });

  it('closes the connection of a request that is aborted in mid-answer', async () => {
    const closed = Promise.withResolvers<void>();
    answer = (_request, response) => {
      response.write('begun');
      void once(response, 'close').then(() => closed.resolve());
    };
    const abort = new AbortController();
    const response = await sut.fetch(url, { signal: abort.signal });
    const text = response.text();
    abort.abort();
    await expect(text).rejects.toMatchObject({ name: 'AbortError' });
    await closed.promise;
    await vi.waitFor(() => expect(server.openConnections).toBe(0));
  });

  it('leaves nothing open once closed', async () => {
    await (await sut.fetch(url)).text();
    await sut.close();
    await sut.close();
    await vi.waitFor(() => expect(server.openConnections).toBe(0));
    await expect(sut.fetch(url)).rejects.toThrow('closed');
  });
});
