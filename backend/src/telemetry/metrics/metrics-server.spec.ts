import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { ask } from '../../../../testing/ask.js';
import { MetricsServer, type MetricsSource } from './metrics-server.js';

const SOURCE: MetricsSource = { contentType: 'text/plain; version=0.0.4', text: async () => 'a 1\n' };

describe(MetricsServer.name, () => {
  const ends: (() => void)[] = [];
  afterEach(() => ends.splice(0).forEach((end) => end()));

  async function start(source = SOURCE): Promise<number> {
    const sut = new MetricsServer(source, { host: '127.0.0.1', port: 0 });
    ends.push(() => sut.close());
    return sut.listen();
  }

  it('serves the metrics', async () => {
    const port = await start();
    for (const path of ['/metrics', '/metrics?name[]=a']) {
      const { status, headers, text } = await ask(port, path);
      expect([status, headers['content-type'], text]).toEqual([200, SOURCE.contentType, 'a 1\n']);
    }
  });

  it.each([
    ['/', 'GET', undefined, 404],
    ['/health', 'GET', undefined, 404],
    ['/metrics/', 'GET', undefined, 404],
    ['/metrics', 'POST', undefined, 405],
    ['/metrics', 'HEAD', undefined, 405],
    ['/metrics', 'GET', 'localhost:9464', 200],
    ['/metrics', 'GET', '[::1]:9464', 200],
    ['/metrics', 'GET', 'evil.test', 403],
    ['/metrics', 'GET', 'localhost.evil.test:9464', 403],
    ['/metrics', 'GET', 'evil.test/localhost', 403],
    ['/metrics', 'GET', 'localhost/evil', 403],
  ])('answers %s, %s, asked as %s, with %i', async (path, method, host, status) => {
    expect((await ask(await start(), path, { method, headers: host ? { host } : {} })).status).toBe(status);
  });

  it('says only that it failed if the metrics cannot be collected', async () => {
    const port = await start({ ...SOURCE, text: () => Promise.reject(new Error('secret')) });
    expect(await ask(port, '/metrics')).toMatchObject({
      status: 500,
      text: 'The metrics could not be collected.\n',
    });
  });

  it('says in one sentence which port is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    ends.push(() => other.close());
    const { port } = other.address() as AddressInfo;
    await expect(new MetricsServer(SOURCE, { host: '127.0.0.1', port }).listen()).rejects.toThrow(
      `Port ${port} for the metrics is taken by another program. Choose another one as "metrics.port"`,
    );
  });

  it('says which address is not of this computer', async () => {
    const sut = new MetricsServer(SOURCE, { host: '192.0.2.1', port: 0 });
    await expect(sut.listen()).rejects.toThrow(
      '192.0.2.1 is not an address of this computer. Check "metrics.host"',
    );
  });
});
