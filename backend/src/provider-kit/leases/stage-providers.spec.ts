import { IsInt, IsOptional, IsString, Max } from 'class-validator';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { redact } from '../../common/log/redact.js';
import type { ProviderDefinition, ProviderRegistry } from '../provider-definition.js';
import { ClientOption, HttpApiOptions, IsApiUrl, NoOptions } from '../provider-options.js';
import { ChoiceError, type StageChoice } from './configured-stage.js';
import { StageProviders, type StageSetup } from './stage-providers.js';

interface Voice {
  name: string;
  options: object;
  onModuleDestroy?(): Promise<void>;
}

class CloudOptions extends HttpApiOptions {
  @IsOptional()
  @IsString()
  @ClientOption()
  model?: string;

  @IsOptional()
  @IsInt()
  @Max(11)
  @ClientOption()
  volume?: number;

  @IsOptional()
  @IsInt()
  seed?: number;
}

class ServerOptions {
  @IsApiUrl('http')
  baseURL!: string;
}

describe(StageProviders.name, () => {
  let made: Voice[];
  let closed: string[];
  let providers: StageProviders<Voice>;

  const define = <Options extends object>(
    name: string,
    rest: Pick<ProviderDefinition<Voice, Options>, 'Options' | 'apiKeyEnv'>,
  ) =>
    [
      name,
      async () => ({
        name,
        label: name,
        ...rest,
        create: (options: object) => {
          const voice = {
            name,
            options: { ...options },
            onModuleDestroy: async () => void closed.push(name),
          };
          made.push(voice);
          return voice;
        },
      }),
    ] as const;

  const start = (configured: StageSetup<Voice>['configured']) => {
    const registry = Object.fromEntries([
      define('embedded', { Options: NoOptions }),
      define('cloud', { Options: CloudOptions, apiKeyEnv: 'CLOUD_API_KEY' }),
      define('other', { Options: CloudOptions, apiKeyEnv: 'OTHER_API_KEY' }),
      define('server', { Options: ServerOptions }),
    ]) as ProviderRegistry<Voice>;
    providers = new StageProviders({
      stage: 'tts',
      registry,
      configured,
      context: { sentences: () => [] },
      combine: ([first, ...others]) => ({
        name: [first, ...others].map(({ name }) => name).join('+'),
        options: first.options,
      }),
    });
  };

  beforeEach(() => {
    made = [];
    closed = [];
    vi.stubEnv('CLOUD_API_KEY', 'cloud-key-1');
    vi.stubEnv('OTHER_API_KEY', '');
    start({ provider: 'cloud', options: { seed: 7 }, fallbacks: [{ provider: 'embedded' }] });
  });
  afterEach(() => vi.unstubAllEnvs());

  it('has one provider for all sessions, with its fallbacks, as in the config', async () => {
    expect((await providers.standard()).name).toBe('cloud+embedded');
    expect(await providers.standard()).toBe(await providers.standard());
    expect(made.map(({ options }) => options)).toEqual([{ apiKey: 'cloud-key-1', seed: 7 }, {}]);
  });

  it("overrides the config's options with those of a session, and shares the fallbacks", async () => {
    await providers.standard();
    const lease = await providers.acquire({ model: 'big' });
    expect(lease.provider).toMatchObject({ name: 'cloud+embedded', options: { model: 'big', seed: 7 } });
    expect(made.map(({ name }) => name)).toEqual(['cloud', 'embedded', 'cloud']);
  });

  it('shares a provider among sessions with equal requests, and closes it after the last', async () => {
    await providers.standard();
    const [a, b] = await Promise.all([
      providers.acquire({ volume: 3, model: 'big' }),
      providers.acquire({ model: 'big', volume: 3 }),
    ]);
    expect(a.provider).toBe(b.provider);
    expect(made).toHaveLength(3);
    await a.release();
    await a.release();
    expect(closed).toEqual([]);
    await b.release();
    expect(closed).toEqual(['cloud']);
  });

  it('makes it anew after it was closed', async () => {
    const first = await providers.acquire({ model: 'big' });
    await first.release();
    const second = await providers.acquire({ model: 'big' });
    expect(second.provider).not.toBe(first.provider);
    await second.release();
  });

  it('shares the provider of the config with a session that asks for it', async () => {
    const standard = await providers.standard();
    const lease = await providers.acquire({ provider: 'cloud' });
    expect(lease.provider).toBe(standard);
    await lease.release();
    expect(closed).toEqual([]);
  });

  it('adds what a session asks for to what it asked for before, but not to another provider', async () => {
    const first = await providers.acquire({ model: 'big' });
    const second = await providers.acquire({ volume: 3 }, first);
    expect(second.change).toEqual({ model: 'big', volume: 3 });
    const third = await providers.acquire({ provider: 'embedded' }, second);
    expect(third.provider.name).toBe('embedded');
    expect(third.change).toEqual({ provider: 'embedded' });
  });

  it('resets an option with null', async () => {
    const first = await providers.acquire({ model: 'big', volume: 3 });
    const second = await providers.acquire({ model: null }, first);
    expect(second.change).toEqual({ volume: 3 });
  });

  it('gives no provider after the application has ended', async () => {
    await providers.onModuleDestroy();
    await expect(providers.acquire({ model: 'big' })).rejects.toThrow('Earshot is stopping.');
    expect(made).toEqual([]);
  });

  it('uses a provider that the config does not name if its key is set', async () => {
    start({ provider: 'embedded' });
    const { provider } = await providers.acquire({ provider: 'cloud', model: 'x' });
    expect(provider).toMatchObject({ name: 'cloud', options: { model: 'x', apiKey: 'cloud-key-1' } });
  });

  it.each([
    [{ provider: 'unknown' }, /no such provider for tts\. There are: embedded, cloud, other, server/],
    [{ provider: '__proto__' }, /no such provider/],
    [{ provider: 5 as unknown as string }, /no such provider/],
    [{ provider: 'other' }, /"other" needs a key: set OTHER_API_KEY/],
    [{ provider: 'server' }, /"server" must first be set up in Earshot's config/],
    [{ baseURL: 'http://evil.test' }, /may change only model, volume of cloud/],
    [{ apiKey: 'mine' }, /may change only model, volume of cloud/],
    [{ provider: 'embedded', voice: 'x' }, /may change nothing of embedded/],
    [{ volume: 12 }, /volume must not be greater than 11/],
    [{ model: { a: 1 } }, /model must be a string/],
    [{ model: 'x'.repeat(4_001) }, /"model" is too long/],
  ])('refuses %j with a sentence', async (change, words) => {
    const refused = providers.acquire(change);
    await expect(refused).rejects.toThrow(ChoiceError);
    await expect(refused).rejects.toThrow(words);
    expect(made).toEqual([]);
  });

  it('holds a limited number of different settings', async () => {
    const leases = await Promise.all(
      Array.from({ length: 32 }, (_, i) => providers.acquire({ model: String(i) })),
    );
    await expect(providers.acquire({ model: 'one more' })).rejects.toThrow(/Too many different settings/);
    await providers.acquire({ model: '5' });
    await leases[0]!.release();
    await providers.acquire({ model: 'one more' });
  });

  describe('of another graph', () => {
    const GRAPH = {
      provider: 'cloud',
      options: { seed: 7, model: 'big' },
      fallbacks: [{ provider: 'server' }],
    };
    const SERVER = { provider: 'server', options: { baseURL: 'http://127.0.0.1:1' } };

    it('are those of the config where its settings are equal', async () => {
      const standard = await providers.standard();
      const graph = providers.with({
        options: { seed: 7 },
        provider: 'cloud',
        fallbacks: [{ provider: 'embedded', options: {} }],
      });
      const lease = await graph.lease();
      expect(lease.provider).toBe(standard);
      await lease.release();
      expect(closed).toEqual([]);
    });

    it('share what both use, and are closed with the last gateway that uses them', async () => {
      await providers.standard();
      const graph = providers.with({
        provider: 'cloud',
        options: { seed: 8 },
        fallbacks: [{ provider: 'embedded' }],
      });
      const [first, second] = await Promise.all([graph.lease(), graph.lease()]);
      expect(made.map(({ name }) => name)).toEqual(['cloud', 'embedded', 'cloud']);
      expect(first.parts).toEqual([made[2], made[1]]);
      await first.release();
      expect(closed).toEqual([]);
      await second.release();
      expect(closed).toEqual(['cloud']);
    });

    it("let a session change the graph's own options, and keep its fallbacks", async () => {
      const graph = providers.with({ ...GRAPH, fallbacks: [SERVER] });
      const lease = await graph.acquire({ volume: 3 });
      expect(lease.provider).toMatchObject({
        name: 'cloud+server',
        options: { seed: 7, model: 'big', volume: 3 },
      });
      expect((await graph.acquire({ provider: 'server' })).provider.name).toBe('server');
    });

    it('do not count toward what clients may choose', async () => {
      const graphs = Array.from({ length: 40 }, (_, seed) =>
        providers.with({ provider: 'cloud', options: { seed } }),
      );
      await Promise.all(graphs.map((graph) => graph.lease()));
      await expect(providers.acquire({ model: 'big' })).resolves.toBeDefined();
    });

    it.each<[string, StageChoice, RegExp | undefined]>([
      ['has its key', { provider: 'cloud' }, undefined],
      ['has no key', { provider: 'other' }, /"other" needs a key: set OTHER_API_KEY/],
      ['has a fallback without one', { provider: 'other', fallbacks: [{ provider: 'embedded' }] }, undefined],
      ['lacks an option', { provider: 'server' }, /"server" must first be set up/],
    ])('say what is missing: a provider that %s', async (_, choice, problem) => {
      const found = await providers.with(choice).problem();
      if (problem) expect(found).toMatch(problem);
      else expect(found).toBeUndefined();
    });

    it('keep nothing of what they could not create', async () => {
      await expect(providers.with(GRAPH).lease()).rejects.toThrow(/baseURL/);
      expect(closed).toEqual(['cloud']);
    });
  });

  it('closes all of them with the application, each once', async () => {
    await providers.standard();
    const lease = await providers.acquire({ model: 'big' });
    await providers.onModuleDestroy();
    await lease.release();
    expect(closed.sort()).toEqual(['cloud', 'cloud', 'embedded']);
  });

  it('keeps nothing of a provider that cannot be created', async () => {
    start({ provider: 'embedded', fallbacks: [{ provider: 'unknown' }] });
    await expect(providers.standard()).rejects.toThrow(/no provider "unknown"/);
    expect(closed).toEqual(['embedded']);
  });

  it('hides the keys of its providers in the log', async () => {
    await providers.standard();
    expect(redact('refused cloud-key-1')).toBe('refused [hidden]');
  });
});
