import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { findLoopbackServer } from './loopback-probe.js';
import { OpenAiLlmEmulator } from '../../../../../testing/emulators/llm/openai-llm.js';

async function startServer(listener: RequestListener) {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

const startOpenAiEmulator = async () => {
  const emulator = await new OpenAiLlmEmulator().start();
  emulator.apiKey = undefined;
  return emulator;
};

describe(findLoopbackServer.name, () => {
  it('prefers the first address that has a chat model', async () => {
    await using embeddingsOnly = await startOpenAiEmulator();
    embeddingsOnly.models = ['nomic-embed-text'];
    await using second = await startOpenAiEmulator();
    await using third = await startOpenAiEmulator();
    const addresses = [embeddingsOnly, second, third].map(({ server }) => server.address);
    expect(await findLoopbackServer(addresses, 5_000)).toEqual({
      baseUrl: second.baseURL,
      model: 'llama3.2:3b',
    });
  });

  it.each<[string, RequestListener]>([
    ['a web page', (_request, response) => response.end('<html>')],
    ['an error', (_request, response) => response.writeHead(500).end()],
    ['JSON of another kind', (_request, response) => response.end('[1]')],
    ['a dropped connection', (_request, response) => response.socket?.destroy()],
    ['nothing', () => undefined],
  ])('passes over a server that answers with %s', async (_what, listener) => {
    await using other = await startServer(listener);
    expect(await findLoopbackServer([other.address], 100)).toBeUndefined();
  });

  it('finds a server whose answer comes while this process is busy with something else', async () => {
    const limitMs = 20;
    const fetch = async (_url: unknown, { signal }: RequestInit = {}) => {
      const busyUntil = performance.now() + 3 * limitMs;
      while (performance.now() < busyUntil);
      // An answer is read in a few turns of the event loop.
      for (let turn = 0; turn < 3; turn++) await setImmediate();
      signal?.throwIfAborted();
      return Response.json({ data: [{ id: 'qwen3:32b' }] });
    };
    const found = await findLoopbackServer(['127.0.0.1:11434'], limitMs, fetch as typeof globalThis.fetch);
    expect(found?.model).toBe('qwen3:32b');
  });

  it('reads no answer without an end', async () => {
    const left = Promise.withResolvers<void>();
    await using other = await startServer((_request, response) => {
      response.once('close', left.resolve);
      const write = () => {
        while (!response.destroyed && response.write(' '.repeat(65_536)));
      };
      response.on('drain', write);
      write();
    });
    expect(await findLoopbackServer([other.address], 600_000)).toBeUndefined();
    await left.promise;
  });

  it('follows no redirect, which could lead off this computer', async () => {
    await using target = await startOpenAiEmulator();
    await using other = await startServer((_request, response) =>
      response.writeHead(302, { location: `${target.baseURL}/models` }).end(),
    );
    expect(await findLoopbackServer([other.address], 5_000)).toBeUndefined();
    expect(target.modelRequests).toBe(0);
  });
});
