import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { useProxiesGlobally } from '../../backend/src/provider-kit/http-agent.js';
import { createProvider } from '../../backend/src/provider-kit/create-provider.js';
import type { ProviderRegistry } from '../../backend/src/provider-kit/provider-definition.js';
import { REGISTRIES } from '../../backend/src/config/registries.js';
import { ConnectProxy } from '../connect-proxy.js';
import { startVendors, type EmulatedChoice } from '../emulators/vendors.js';
import { trustLoopback } from './stt/trust-loopback.js';

interface Connects {
  warmUp(): Promise<void>;
  connect?(signal: AbortSignal): Promise<void>;
  onModuleDestroy?(): Promise<void>;
}

const HOST = 'vendor.test';

let vendors: Awaited<ReturnType<typeof startVendors>>;
let proxy: ConnectProxy;
beforeAll(async () => {
  vendors = await startVendors(await trustLoopback(HOST));
});
afterAll(() => vendors[Symbol.asyncDispose]());
beforeEach(async () => {
  proxy = await ConnectProxy.start();
  for (const name of ['HTTP_PROXY', 'HTTPS_PROXY']) vi.stubEnv(name, `http://me:secret@${proxy.address}`);
  await useProxiesGlobally();
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await proxy[Symbol.asyncDispose]();
});

/** Opens the provider's connection as before a turn. The vendor's name is known to the proxy alone. */
async function connectTo(
  stage: keyof typeof REGISTRIES,
  { provider, options }: EmulatedChoice,
): Promise<void> {
  const baseURL = (options.baseURL as string).replace('127.0.0.1', HOST);
  const sut = await createProvider(
    REGISTRIES[stage] as ProviderRegistry<Connects>,
    provider,
    { ...options, baseURL },
    { sentences: () => [] },
  );
  try {
    await sut.warmUp();
    await sut.connect!(AbortSignal.timeout(10_000));
  } finally {
    await sut.onModuleDestroy?.();
  }
}

const CHOICES = {
  stt: ['deepgram, nova', 'deepgram, flux', 'openai', 'assemblyai', 'openai-compatible'],
  llm: ['openai, chat', 'openai, responses', 'anthropic', 'google'],
  tts: [
    'elevenlabs, socket',
    'elevenlabs, http',
    'openai',
    'deepgram',
    'deepgram, flux',
    'cartesia',
    'openai-compatible',
  ],
} as const;

describe('a proxy in the environment', () => {
  const cases = Object.entries(CHOICES).flatMap(([stage, names]) =>
    names.map((name) => [stage as keyof typeof CHOICES, name] as const),
  );

  it('is tried with every choice of the emulators', () => {
    const all = Object.entries(vendors.choices).map(([stage, choices]) => [stage, Object.keys(choices)]);
    expect(Object.fromEntries(all)).toEqual(CHOICES);
  });

  it.each(cases)('takes %s of %s to the vendor', async (stage, name) => {
    const choice = (vendors.choices[stage] as Record<string, EmulatedChoice>)[name]!;
    await connectTo(stage, choice);
    expect(proxy.asked[0]).toMatch(/^vendor\.test:\d+$/);
    expect(proxy.authorization).toBe(`Basic ${Buffer.from('me:secret').toString('base64')}`);
  });

  it.each(cases)('that refuses is named in the error of %s of %s', async (stage, name) => {
    proxy.status = 407;
    const choice = (vendors.choices[stage] as Record<string, EmulatedChoice>)[name]!;
    const error = await connectTo(stage, choice).then(
      () => '',
      ({ message }: Error) => message,
    );
    // The elevenlabs package drops the reason.
    const named =
      name === 'elevenlabs, http'
        ? `and the proxy ${proxy.address}`
        : `The proxy ${proxy.address} refused to connect to`;
    expect(error).toContain(named);
  });
});
