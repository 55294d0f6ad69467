import { rememberSecret } from '../../common/log/redact.js';
import { createProvider, findDefinition, readOptions } from '../create-provider.js';
import type { ProviderContext, ProviderDefinition, ProviderRegistry } from '../provider-definition.js';
import { secretsOf } from '../provider-options.js';
import { SharedInstances, type Lease } from './shared-instances.js';

export interface Choice {
  /** A name in the registry. */
  provider: string;
  /** Options of that provider, which validates them. */
  options?: Record<string, unknown>;
}

export interface PoolSetup<Provider> {
  registry: ProviderRegistry<Provider>;
  context: ProviderContext;
  /** Combines a provider and its fallbacks into one. */
  combine(providers: [Provider, ...Provider[]]): Provider;
}

/** A provider with its fallbacks, combined into one. */
export interface Combination<Provider> {
  provider: Provider;
  parts: Lease<Provider>[];
}

/** The most different settings of one stage that clients choose at once: each may have connections and threads. */
const MAX_CHOSEN = 32;

/** The providers of one stage that are in use. Equal settings share an instance, which is closed with its last lease. */
export class ProviderPool<Provider extends object> {
  readonly #instances = new SharedInstances<Provider>(destroy);
  readonly #combinations = new SharedInstances<Combination<Provider>>(async ({ parts }) => {
    await Promise.all(parts.map((part) => part.release()));
  });
  /** The combinations that the config names: there are no more than it has graphs. */
  readonly #configured = new Set<string>();

  constructor(private readonly setup: PoolSetup<Provider>) {}

  /** The provider of settings in the config. @throws RangeError if it cannot be created */
  configured(choices: Choice[]): Promise<Lease<Combination<Provider>>> {
    const key = keyOfAll(choices);
    this.#configured.add(key);
    return this.#combination(key, choices);
  }

  /** The provider of settings that a client has chosen. @returns undefined if clients use too many already */
  chosen(choices: Choice[]): Promise<Lease<Combination<Provider>>> | undefined {
    const key = keyOfAll(choices);
    const chosen = this.#combinations.keys().filter((each) => !this.#configured.has(each));
    if (!this.#combinations.has(key) && chosen.length >= MAX_CHOSEN) return undefined;
    return this.#combination(key, choices);
  }

  /** Closes all providers. None can be had then. */
  async close(): Promise<void> {
    await this.#combinations.closeAll();
    await this.#instances.closeAll();
  }

  #combination(key: string, choices: Choice[]): Promise<Lease<Combination<Provider>>> {
    return this.#combinations.acquire(key, async () => {
      const made = await Promise.allSettled(choices.map((choice) => this.#instance(choice)));
      const parts = made.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
      const failed = made.find((result) => result.status === 'rejected');
      if (failed) {
        await Promise.all(parts.map((part) => part.release()));
        throw failed.reason;
      }
      const [first, ...others] = parts.map(({ value }) => value);
      return { provider: this.setup.combine([first!, ...others]), parts };
    });
  }

  #instance(choice: Choice): Promise<Lease<Provider>> {
    const { registry, context } = this.setup;
    return this.#instances.acquire(keyOf(choice), async () => {
      const definition = await findDefinition(registry, choice.provider);
      rememberSecrets(definition, choice.options ?? {});
      return createProvider(registry, choice.provider, choice.options ?? {}, context);
    });
  }
}

function rememberSecrets(definition: ProviderDefinition<unknown>, given: Record<string, unknown>): void {
  const options = readOptions(definition, given) as Record<string, unknown>;
  for (const name of secretsOf(definition.Options)) {
    const value = options[name];
    // For example headers: each value may be a secret.
    if (typeof value === 'object' && value !== null) Object.values(value).forEach(rememberSecret);
    else rememberSecret(value);
  }
}

const keyOfAll = (choices: Choice[]): string => choices.map(keyOf).join('\n');

/** Equal for equal settings in any order. */
function keyOf({ provider, options = {} }: Choice): string {
  return JSON.stringify([provider, sorted(options)]);
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value)
    .filter(([, item]) => item !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, item]) => [key, sorted(item)]);
}

async function destroy(provider: object): Promise<void> {
  if ('onModuleDestroy' in provider && typeof provider.onModuleDestroy === 'function')
    await provider.onModuleDestroy();
}
