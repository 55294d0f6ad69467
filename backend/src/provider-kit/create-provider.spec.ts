import { IsInt, IsOptional, Max } from 'class-validator';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createProvider } from './create-provider.js';
import type { ProviderRegistry } from './provider-definition.js';
import { HttpApiOptions } from './provider-options.js';

class LoudOptions extends HttpApiOptions {
  @IsOptional()
  @IsInt()
  @Max(11)
  volume = 5;
}

const registry: ProviderRegistry<LoudOptions> = {
  loud: async () => ({
    name: 'loud',
    label: 'Loud',
    Options: LoudOptions,
    apiKeyEnv: 'LOUD_API_KEY',
    create: (options: LoudOptions) => options,
  }),
};

const create = (name: string, options: Record<string, unknown> = {}) =>
  createProvider(registry, name, options, { sentences: () => [] });

describe(createProvider.name, () => {
  afterEach(() => vi.unstubAllEnvs());

  it('makes the provider with its options over the defaults', async () => {
    expect(await create('loud')).toEqual({ volume: 5 });
    expect(await create('loud', { volume: 11 })).toEqual({ volume: 11 });
  });

  it('takes the key from the environment if the config has none', async () => {
    vi.stubEnv('LOUD_API_KEY', 'from-environment');
    expect(await create('loud')).toEqual({ apiKey: 'from-environment', volume: 5 });
    expect(await create('loud', { apiKey: '" "' })).toEqual({ apiKey: 'from-environment', volume: 5 });
    expect(await create('loud', { apiKey: 'own' })).toEqual({ apiKey: 'own', volume: 5 });
  });

  it('keeps the key of the environment from an address that the config names', async () => {
    vi.stubEnv('LOUD_API_KEY', 'from-environment');
    const baseURL = 'https://proxy.example/v1';
    expect(await create('loud', { baseURL })).toEqual({ baseURL, volume: 5 });
    expect(await create('loud', { baseURL, apiKey: 'own' })).toEqual({ baseURL, apiKey: 'own', volume: 5 });
  });

  it('names every option that it cannot use, and no value: it may be a key in the wrong place', async () => {
    const problem = create('loud', { volume: 12, baseURL: 'sk-secret', louder: true });
    await expect(problem).rejects.toThrow(RangeError);
    await expect(problem).rejects.toThrow(/there is no option "louder"/);
    await expect(problem).rejects.toThrow(/volume must not be greater than 11/);
    await expect(problem).rejects.toThrow(/baseURL must be an address/);
    await expect(problem).rejects.not.toThrow(/sk-secret/);
  });

  it.each(['silent', 'constructor'])('says which providers there are instead of %j', async (name) => {
    await expect(create(name)).rejects.toThrow(`There is no provider "${name}": use one of loud.`);
  });
});
