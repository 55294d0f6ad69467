import { FakeClock } from '../common/clock/testing/fake-clock.js';
import type { INestApplication } from '@nestjs/common';
import { request } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { ProviderError } from '../provider-kit/errors/provider-error.js';
import { EarshotConfig } from '../config/config.dto.js';
import { createApp, listen } from '../create-app.js';
import { WarmUp } from '../health/warm-up.js';
import type { Catalogue } from '../provider-kit/provider-definition.js';
import { HttpApiOptions } from '../provider-kit/provider-options.js';
import { REGISTRIES } from '../config/registries.js';
import { LiveCatalogues } from './live-catalogues.js';
import type { ListedStage } from './provider-list.js';
import { ProvidersController } from './providers.controller.js';

const EXTENSION = 'chrome-extension://plgegolpglmnaelppamgmipjfildlnaf';
const TOKEN = 'a-token-of-the-config';
const KEY = 'remote-key-that-must-not-be-shown';
const listCatalogue = vi.fn<(options: object, signal: AbortSignal) => Promise<Catalogue>>();

const remote = async () => ({
  name: 'remote',
  label: 'Remote',
  Options: HttpApiOptions,
  apiKeyEnv: 'REMOTE_API_KEY',
  catalogue: { voices: ['anna', 'otto'] },
  listCatalogue,
  create: (): never => {
    throw new Error('Not used in this test.');
  },
});

describe(ProvidersController, () => {
  let app: INestApplication;
  let port: number;

  const get = (path: string, headers: Record<string, string> = {}) =>
    new Promise<{ status: number; headers: Record<string, unknown>; body: string }>((resolve, reject) => {
      // Not fetch, which cannot set Host and Origin.
      request({ port, path, headers }, (response) => {
        let body = '';
        response.on('data', (data) => (body += String(data)));
        response.on('end', () => resolve({ status: response.statusCode!, headers: response.headers, body }));
      })
        .on('error', reject)
        .end();
    });
  const stages = async (query = '') =>
    (JSON.parse((await get(`/providers${query}`)).body) as { stages: Record<string, ListedStage> }).stages;

  beforeAll(async () => {
    REGISTRIES.tts.remote = remote;
    // No test here needs the models.
    vi.spyOn(WarmUp.prototype, 'onApplicationBootstrap').mockReturnValue();
    const config = Object.assign(new EarshotConfig(), { port: 0 });
    config.auth.token = TOKEN;
    config.tts.fallbacks = [{ provider: 'embedded', options: { voice: 'awb' } }];
    app = await createApp(config, false);
    port = await listen(app, config);
  });
  afterAll(async () => {
    await app.close();
    vi.restoreAllMocks();
    delete REGISTRIES.tts.remote;
  });
  beforeEach(() => {
    vi.unstubAllEnvs();
    listCatalogue.mockReset();
  });

  it('lists each stage with its selected provider and the options of a client', async () => {
    const { vad, stt, llm, tts } = await stages();
    expect([vad, stt, llm, tts].map((stage) => stage?.selected)).toEqual([
      'silero',
      'embedded',
      'embedded',
      'embedded',
    ]);
    expect(tts!.fallbacks).toEqual(['embedded']);
    expect(tts!.providers.find(({ name }) => name === 'embedded')).toEqual({
      name: 'embedded',
      label: 'Built-in speech synthesis',
      available: true,
      key: { needed: false, present: false },
      models: [],
      voices: ['slt', 'rms', 'awb', 'kal16'],
      options: ['voice'],
      live: false,
    });
  });

  it('shows whether a key is set, and never the key', async () => {
    const find = async () => (await stages()).tts!.providers.find(({ name }) => name === 'remote');
    expect(await find()).toMatchObject({
      available: false,
      problem: expect.stringContaining('set REMOTE_API_KEY'),
      key: { env: 'REMOTE_API_KEY', needed: true, present: false },
    });
    vi.stubEnv('REMOTE_API_KEY', KEY);
    expect(await find()).toMatchObject({ available: true, key: { present: true } });
    expect((await get('/providers')).body).not.toContain(KEY);
  });

  it('asks vendors only with ?live=1, and only if their key is set', async () => {
    listCatalogue.mockResolvedValue({ voices: ['of this account'] });
    await stages('?live=1');
    vi.stubEnv('REMOTE_API_KEY', KEY);
    await stages();
    expect(listCatalogue).not.toHaveBeenCalled();
    const [first, second] = await Promise.all([stages('?live=1'), stages('?live=1')]);
    expect(first).toEqual(second);
    expect(first!.tts!.providers.find(({ name }) => name === 'remote')).toMatchObject({
      voices: ['of this account'],
      live: true,
    });
    expect(listCatalogue).toHaveBeenCalledOnce();
    expect(listCatalogue.mock.calls[0]![0]).toMatchObject({ apiKey: KEY });
  });

  it.each([
    ['programs', {}, 200],
    ['pages of this computer', { origin: 'http://localhost:5173' }, 403],
    ['the extension with a token', { origin: EXTENSION, authorization: `Bearer ${TOKEN}` }, 200],
    ['the extension without one', { origin: EXTENSION }, 401],
    ['another web page', { origin: 'https://evil.test' }, 403],
    ['another host name that resolves to this computer', { host: 'evil.test:8765' }, 403],
    ['an image on another page', { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' }, 403],
  ])(
    'answers %s with the right status, and sends CORS headers only to extensions',
    async (_, headers, status) => {
      for (const path of ['/providers', '/health']) {
        const response = await get(path, headers);
        expect(response.status).toBe(status);
        const readable = 'origin' in headers && headers.origin === EXTENSION;
        expect(response.headers['access-control-allow-origin']).toBe(readable ? EXTENSION : undefined);
      }
    },
  );
});

describe(LiveCatalogues, () => {
  let clock: FakeClock;
  beforeEach(() => {
    clock = new FakeClock();
    listCatalogue.mockReset();
  });
  const ask = async (sut: LiveCatalogues) => sut.of('tts/remote', await remote(), {});

  it('caches the answer for five minutes', async () => {
    const sut = new LiveCatalogues(clock);
    listCatalogue.mockResolvedValue({ models: ['a'] });
    await ask(sut);
    clock.advance(299_000);
    expect(await ask(sut)).toEqual({ models: ['a'] });
    expect(listCatalogue).toHaveBeenCalledTimes(1);
    clock.advance(1_000);
    await ask(sut);
    expect(listCatalogue).toHaveBeenCalledTimes(2);
  });

  it('caches a failure for ten seconds, and shows no key in its message', async () => {
    const sut = new LiveCatalogues(clock);
    listCatalogue.mockRejectedValueOnce(
      new ProviderError('tts', 'remote', 'provider_auth', 'Refused the key.'),
    );
    await expect(ask(sut)).rejects.toThrow('Refused the key.');
    clock.advance(9_000);
    await expect(ask(sut)).rejects.toThrow('Refused the key.');
    expect(listCatalogue).toHaveBeenCalledTimes(1);
    clock.advance(1_000);
    listCatalogue.mockRejectedValueOnce(new Error('Incorrect key sk-abcdefgh12345678'));
    await expect(ask(sut)).rejects.toThrow('Remote failed: Incorrect key [hidden]');
  });

  it('aborts a request that takes too long', async () => {
    const sut = new LiveCatalogues(clock, 5);
    listCatalogue.mockReturnValue(new Promise(() => undefined));
    await expect(ask(sut)).rejects.toThrow('Remote did not answer within 0.005 seconds.');
    expect(listCatalogue.mock.calls[0]![1].aborted).toBe(true);
  });
});
