import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request as requestPlain } from 'node:http';
import { Agent, request } from 'node:https';
import { connect as connectTcp } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { makeCertificate, type Pem } from '../../testing/make-certificate.ts';
import { NO_LOCAL_STT, startBackend, type Backend, type BackendOptions } from '../harness/backend.ts';
import { ProtocolClient } from '../harness/protocol-client.ts';

const HAS_IPV6 = Object.values(networkInterfaces())
  .flat()
  .some((each) => each?.address === '::1');

/** Longer than the backend takes to read the files and to see that they have changed. */
const SEEN_WITHIN = { timeout: 20_000, interval: 100 };

describe.concurrent('TLS by the config', () => {
  let folder: string;
  let first: Pem;
  let second: Pem;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'earshot-tls-'));
    const names = ['127.0.0.1', '::1', 'localhost'];
    [first, second] = await Promise.all([makeCertificate({ names }), makeCertificate({ names })]);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  /** Each test has files of its own. */
  function filesOf(name: string, { cert, key }: Pem): { cert: string; key: string } {
    const tls = { cert: join(folder, `${name}-cert.pem`), key: join(folder, `${name}-key.pem`) };
    writeFileSync(tls.cert, cert);
    writeFileSync(tls.key, key);
    return tls;
  }

  const start = (name: string, options: BackendOptions = {}) =>
    startBackend({ config: { ...NO_LOCAL_STT, tls: filesOf(name, first) }, ...options });

  async function startSession(url: string, ca: string): Promise<ProtocolClient> {
    const client = await ProtocolClient.connect(url, { ca });
    client.command('session_start', { greeting: false });
    await client.data('session');
    return client;
  }

  const ask = (port: number, agent: Agent, host = '127.0.0.1') =>
    new Promise<{ status: number; body: { status: string }; isReused: boolean }>((resolve, reject) => {
      const asked = request({ host, port, path: '/health', agent, ca: first.cert }, (response) => {
        let text = '';
        response.on('data', (data) => (text += String(data)));
        response.on('end', () =>
          resolve({
            status: response.statusCode!,
            body: JSON.parse(text) as { status: string },
            isReused: asked.reusedSocket,
          }),
        );
      });
      asked.on('error', reject).end();
    });

  it('serves a conversation and HTTP, and ends both on SIGTERM', async () => {
    const backend = await start('serves');
    expect(backend.output()).toMatch(/^Earshot listens on wss:\/\/127\.0\.0\.1:\d+$/m);
    const agent = new Agent({ keepAlive: true });
    const answers = [await ask(backend.port, agent), await ask(backend.port, agent)];
    expect(answers).toMatchObject([
      { status: 200, body: { status: 'ok' }, isReused: false },
      { status: 200, body: { status: 'ok' }, isReused: true },
    ]);
    const client = await startSession(backend.url, first.cert);
    client.command('text_input', { text: 'what is two plus three' });
    expect((await client.finalText('assistant')).text).toContain('5');
    // It never begins its TLS handshake.
    const silent = connectTcp(backend.port, '127.0.0.1').on('error', () => undefined);
    await once(silent, 'connect');
    const ended = backend.stop('SIGTERM');
    expect((await client.closed).code).toBe(1012);
    expect(await ended).toBe(143);
    agent.destroy();
    silent.destroy();
  });

  it('tells a client without TLS what to do', async () => {
    const backend = await start('plain');
    const answer = await new Promise<string>((resolve, reject) => {
      requestPlain({ port: backend.port, path: '/health', agent: false }, (response) => {
        let text = `${response.statusCode} `;
        response.on('data', (data) => (text += String(data)));
        response.on('end', () => resolve(text));
      })
        .on('error', reject)
        .end();
    });
    expect(answer).toMatch(/^400 Earshot uses TLS here: .*wss:\/\//);
    await expect(ProtocolClient.connect(backend.url.replace('wss', 'ws'))).rejects.toThrow('400');
    await backend.stop();
  });

  it('takes a renewed certificate, and leaves open connections alone', async () => {
    const tls = filesOf('renewed', first);
    const backend = await startBackend({ config: { ...NO_LOCAL_STT, tls } });
    const client = await startSession(backend.url, first.cert);
    writeFileSync(tls.cert, second.cert);
    await vi.waitFor(
      () => expect(backend.output()).toMatch(/The certificate in use stays the old one\. tls\.key: /),
      SEEN_WITHIN,
    );
    await (await startSession(backend.url, first.cert)).close();
    writeFileSync(tls.key, second.key);
    await vi.waitFor(async () => (await startSession(backend.url, second.cert)).close(), SEEN_WITHIN);
    await expect(ProtocolClient.connect(backend.url, { ca: first.cert })).rejects.toThrow('self-signed');
    expect(backend.output().match(/stays the old one/g)).toHaveLength(1);
    client.command('ping', { t: 1 });
    await client.commandNamed('pong');
    await backend.stop();
  });

  it('warns of a certificate that has expired, and goes on', async () => {
    const validTo = new Date('2020-02-03T04:05:06Z');
    const pem = await makeCertificate({ validFrom: new Date('2019-01-01'), validTo });
    const backend = await startBackend({ config: { ...NO_LOCAL_STT, tls: filesOf('expired', pem) } });
    await vi.waitFor(
      () => expect(backend.output()).toMatch(/certificate expired on 2020-02-03: clients refuse it/),
      SEEN_WITHIN,
    );
    await expect(ProtocolClient.connect(backend.url, { ca: pem.cert })).rejects.toThrow('expired');
    await backend.stop();
  });

  it('does not start with the key of another certificate, and says so in one line', async () => {
    const tls = filesOf('mismatch', { cert: first.cert, key: second.key });
    const failure = (await startBackend({ config: { ...NO_LOCAL_STT, tls } }).catch(
      (error: unknown) => error,
    )) as Error;
    const [, ...printed] = failure.message.trim().split('\n');
    expect(printed).toEqual([expect.stringMatching(/^tls\.key: .*is not the one of the certificate/)]);
  });

  describe.skipIf(!HAS_IPV6)('on every address of IPv4 and IPv6', () => {
    let backend: Backend;
    beforeAll(async () => {
      backend = await start('any', { env: { HOST: '::' } });
    });
    afterAll(() => backend.stop());

    it.each(['127.0.0.1', '[::1]', 'localhost'])('serves programs of this computer at %s', async (host) => {
      expect(backend.output()).toContain('Earshot listens on wss://[::]:');
      const client = await startSession(backend.url.replace('127.0.0.1', host), first.cert);
      await client.close();
    });
  });
});
