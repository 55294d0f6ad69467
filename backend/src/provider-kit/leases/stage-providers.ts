import type { OnModuleDestroy } from '@nestjs/common';
import type { Stage } from '#protocol';
import { rememberSecret } from '../../common/log/redact.js';
import { createProvider, findDefinition, readOptions } from '../create-provider.js';
import type { ProviderContext, ProviderDefinition, ProviderRegistry } from '../provider-definition.js';
import { clientOptionsOf, secretsOf } from '../provider-options.js';
import { SharedInstances, type Lease } from './shared-instances.js';

export interface Choice {
  /** A name in the registry. */
  provider: string;
  /** Options of that provider, which validates them. */
  options?: Record<string, unknown>;
}

export interface StageSetup<Provider> {
  stage: Stage;
  registry: ProviderRegistry<Provider>;
  /** The name of the stage in the config. */
  configured: Choice & { fallbacks?: Choice[] };
  context: ProviderContext;
  /** Combines a provider and its fallbacks into one. */
  combine(providers: [Provider, ...Provider[]]): Provider;
}

/** A client's request for its own session: another provider, or options of its provider, or both. */
export interface ProviderChange {
  provider?: string;
  [option: string]: unknown;
}

/** A provider for one session. */
export interface ProviderLease<Provider> {
  readonly provider: Provider;
  /** All changes that the session has asked for so far. */
  readonly change: ProviderChange;
  /** Idempotent. */
  release(): Promise<void>;
}

/** A client asked for a provider or an option that it may not have. The message is for the client. */
export class ChoiceError extends Error {}

/** A provider with its fallbacks, combined into one. */
interface Combination<Provider> {
  provider: Provider;
  parts: Lease<Provider>[];
}

/** The most different settings of one stage in use at once: each may have connections and threads. */
const MAX_COMBINATIONS = 32;

/** The most characters of a value from a client, as JSON: a prompt, or a list of key terms. */
const MAX_VALUE_LENGTH = 4_000;

/** The providers of one stage: the configured one with its fallbacks, and those that sessions choose. */
export class StageProviders<Provider extends object> implements OnModuleDestroy {
  readonly #instances = new SharedInstances<Provider>(destroy);
  readonly #combinations = new SharedInstances<Combination<Provider>>(async ({ parts }) => {
    await Promise.all(parts.map((part) => part.release()));
  });

  constructor(private readonly setup: StageSetup<Provider>) {}

  get registry(): ProviderRegistry<Provider> {
    return this.setup.registry;
  }

  get configured(): Choice & { fallbacks: Choice[] } {
    return { ...this.setup.configured, fallbacks: this.setup.configured.fallbacks ?? [] };
  }

  /** The provider of the config, for every session that chooses no other. @throws RangeError */
  async standard(): Promise<Provider> {
    const { fallbacks, ...choice } = this.configured;
    return (await this.#combination([choice, ...fallbacks])).value.provider;
  }

  /**
   * The provider that a session asks for, including its earlier changes. Equal requests share one provider.
   * @param before the session's lease, which the session still has to release
   * @throws ChoiceError whose message is for the client
   */
  async acquire(change: ProviderChange, before?: ProviderLease<Provider>): Promise<ProviderLease<Provider>> {
    const whole = this.#over(change, before?.change ?? {});
    const { provider: name = this.configured.provider, ...options } = whole;
    const choice = await this.#clientChoice(name, options);
    const fallbacks = this.configured.fallbacks.filter(({ provider }) => provider !== name);
    const { value, release } = await this.#combination([choice, ...fallbacks], MAX_COMBINATIONS);
    return { provider: value.provider, change: whole, release };
  }

  /** The options of that provider in the config; none if the config does not name it. */
  configuredOptions(name: string): Record<string, unknown> {
    const { fallbacks, ...choice } = this.configured;
    return [choice, ...fallbacks].find(({ provider }) => provider === name)?.options ?? {};
  }

  async onModuleDestroy(): Promise<void> {
    await this.#combinations.closeAll();
    await this.#instances.closeAll();
  }

  /** Options belong to one provider, so another provider starts without. `null` resets an option to the config's value. */
  #over(change: ProviderChange, before: ProviderChange): ProviderChange {
    const { provider = before.provider } = change;
    const whole = provider === before.provider ? { ...before, ...change } : change;
    return Object.fromEntries(
      Object.entries(whole).filter(([, value]) => value !== null && value !== undefined),
    );
  }

  async #clientChoice(name: unknown, options: Record<string, unknown>): Promise<Choice> {
    const { registry, stage } = this.setup;
    if (typeof name !== 'string' || !Object.hasOwn(registry, name)) {
      throw new ChoiceError(
        `There is no such provider for ${stage}. There are: ${Object.keys(registry).join(', ')}.`,
      );
    }
    const definition = await findDefinition(registry, name);
    const allowed = clientOptionsOf(definition.Options);
    for (const [option, value] of Object.entries(options)) {
      if (!allowed.includes(option)) {
        const which = allowed.length > 0 ? `only ${allowed.join(', ')}` : 'nothing';
        throw new ChoiceError(
          `A client may change ${which} of ${name}; everything else is set in Earshot's config.`,
        );
      }
      if (JSON.stringify(value).length > MAX_VALUE_LENGTH) throw new ChoiceError(`"${option}" is too long.`);
    }
    const configured = this.configuredOptions(name);
    const problem = readinessProblem(definition, configured);
    if (problem) throw new ChoiceError(problem);
    const merged = { ...configured, ...options };
    try {
      readOptions(definition, merged);
    } catch (error) {
      throw new ChoiceError((error as Error).message);
    }
    return { provider: name, options: merged };
  }

  #combination(choices: Choice[], max = Infinity): Promise<Lease<Combination<Provider>>> {
    const key = choices.map(keyOf).join('\n');
    if (!this.#combinations.has(key) && this.#combinations.size >= max) {
      throw new ChoiceError(
        'Too many different settings are in use at once. Use what another session uses, or the default.',
      );
    }
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

/** @returns why a provider cannot be used with these options of the config, as a sentence; undefined if it can */
export function readinessProblem(
  definition: ProviderDefinition<unknown>,
  configured: Record<string, unknown>,
): string | undefined {
  const { name, apiKeyEnv } = definition;
  let options: { apiKey?: unknown; baseURL?: unknown };
  try {
    options = readOptions(definition, configured);
  } catch {
    return `"${name}" must first be set up in Earshot's config: it needs options that only the config can give.`;
  }
  // A user's own server may need no key.
  if (apiKeyEnv === undefined || options.apiKey || options.baseURL) return undefined;
  return `"${name}" needs a key: set ${apiKeyEnv}, and start Earshot again.`;
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
