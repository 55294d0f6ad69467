import type { ServerResponse } from 'node:http';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createHttpClient, type HttpClient } from '../../../provider-kit/http-agent.js';
import { LoopbackServer } from '../../../../../testing/loopback-server.js';
import { drainingFetch } from './draining-fetch.js';

let server: LoopbackServer;
let http: HttpClient;
let url: string;
let opened: PromiseWithResolvers<ServerResponse>;

beforeEach(async () => {
  opened = Promise.withResolvers();
  server = await LoopbackServer.start({
    http: (_request, response) => {
      response.write('data: [DONE]\n\n');
      opened.resolve(response);
    },
  });
  url = `http://${server.address}/`;
  http = createHttpClient();
});

afterEach(async () => {
  await http.close();
  await server[Symbol.asyncDispose]();
});

const begin = async (signal?: AbortSignal) => {
  const response = await drainingFetch(http.fetch)(url, { signal });
  const reader = response.body!.getReader();
  await reader.read();
  return { response, reader };
};

describe(drainingFetch.name, () => {
  it('keeps the connection of a stream that is cancelled just before its end', async () => {
    const { response, reader } = await begin();
    expect(response.status).toBe(200);
    await reader.cancel();
    (await opened.promise).end();
    await vi.waitFor(() => expect(http.hasIdleConnection(url)).toBe(true));
  });

  it('closes the connection of a stream that goes on', async () => {
    const { reader } = await begin();
    await reader.cancel();
    await vi.waitFor(() => expect(server.openConnections).toBe(0));
  });

  it('closes the connection on abort', async () => {
    const abort = new AbortController();
    const { reader } = await begin(abort.signal);
    abort.abort();
    await expect(reader.read()).rejects.toMatchObject({ name: 'AbortError' });
    await vi.waitFor(() => expect(server.openConnections).toBe(0));
  });
});
