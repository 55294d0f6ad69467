import type { Stage } from '#protocol';
import { findDefinition, readOptions } from '../create-provider.js';
import type { ProviderDefinition, ProviderRegistry } from '../provider-definition.js';
import { clientOptionsOf } from '../provider-options.js';
import type { Choice, ProviderPool } from './provider-pool.js';

/** The settings of a stage in the config. */
export type StageChoice = Choice & { fallbacks?: Choice[] };

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

/** The provider of the settings, for all sessions that choose no other. */
export interface StandardLease<Provider> {
  readonly provider: Provider;
  /** What it consists of: the provider itself and its fallbacks, in order. */
  readonly parts: readonly Provider[];
  /** Idempotent. */
  release(): Promise<void>;
}

/** A client asked for a provider or an option that it may not have. The message is for the client. */
export class ChoiceError extends Error {}

/** The most characters of a value from a client, as JSON: a prompt, or a list of key terms. */
const MAX_VALUE_LENGTH = 4_000;

/** One stage as some settings configure it: their provider with its fallbacks, and those that sessions choose instead. */
export class ConfiguredStage<Provider extends object> {
  readonly configured: Choice & { fallbacks: Choice[] };

  constructor(
    readonly registry: ProviderRegistry<Provider>,
    private readonly stage: Stage,
    private readonly pool: ProviderPool<Provider>,
    { fallbacks = [], ...choice }: StageChoice,
  ) {
    this.configured = { ...choice, fallbacks };
  }

  /** The provider and its fallbacks, in order. */
  get #choices(): [Choice, ...Choice[]] {
    const { fallbacks, ...choice } = this.configured;
    return [choice, ...fallbacks];
  }

  /** @throws RangeError if it cannot be created */
  async lease(): Promise<StandardLease<Provider>> {
    const { value, release } = await this.pool.configured(this.#choices);
    return { provider: value.provider, parts: value.parts.map((part) => part.value), release };
  }

  /**
   * The provider that a session asks for, including its earlier changes. Equal requests share one provider.
   * @param before the session's lease, which the session still has to release
   * @throws ChoiceError whose message is for the client
   */
  async acquire(change: ProviderChange, before?: ProviderLease<Provider>): Promise<ProviderLease<Provider>> {
    const whole = over(change, before?.change ?? {});
    const { provider: name = this.configured.provider, ...options } = whole;
    const choice = await this.#clientChoice(name, options);
    const fallbacks = this.configured.fallbacks.filter(({ provider }) => provider !== name);
    const lease = await this.pool.chosen([choice, ...fallbacks]);
    if (!lease) {
      throw new ChoiceError(
        'Too many different settings are in use at once. Use what another session uses, or the default.',
      );
    }
    return { provider: lease.value.provider, change: whole, release: lease.release };
  }

  /** The options of that provider in the config; none if the config does not name it. */
  configuredOptions(name: string): Record<string, unknown> {
    return this.#choices.find(({ provider }) => provider === name)?.options ?? {};
  }

  /** @returns why neither the provider nor a fallback can be used, as a sentence; undefined if one can */
  async problem(): Promise<string | undefined> {
    const problems = await Promise.all(
      this.#choices.map(async ({ provider, options = {} }) =>
        readinessProblem(await findDefinition(this.registry, provider), options),
      ),
    );
    return problems.every((each) => each !== undefined) ? problems[0] : undefined;
  }

  async #clientChoice(name: unknown, options: Record<string, unknown>): Promise<Choice> {
    const { registry, stage } = this;
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
}

/** Options belong to one provider, so another provider starts without. `null` resets an option to the config's value. */
function over(change: ProviderChange, before: ProviderChange): ProviderChange {
  const { provider = before.provider } = change;
  const whole = provider === before.provider ? { ...before, ...change } : change;
  return Object.fromEntries(
    Object.entries(whole).filter(([, value]) => value !== null && value !== undefined),
  );
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
