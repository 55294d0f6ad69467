/** What Earshot gives a provider besides its options. */
export interface ProviderContext {
  /** What users are expected to say, for recognisers that accept hints. */
  sentences: () => string[];
  /** The key term for a name of a page; '' if the name has none. Recognisers use it. */
  termOf?: (name: string) => string;
}

/** Models and voices to choose from. They are suggestions: a provider also accepts other names. */
export interface Catalogue {
  models?: readonly string[];
  voices?: readonly string[];
}

/**
 * One provider of a stage: its name in the config, its options and how it is created. The file that defines it imports no
 * SDK; the SDK is imported when the provider is used.
 */
export interface ProviderDefinition<Provider, Options extends object = object> {
  /** Its name in the config. */
  readonly name: string;
  /** Its name for people. */
  readonly label: string;
  /**
   * Its options in the config: a class-validator DTO with defaults, which is also the source of the JSON Schema. `@Secret()`
   * marks what is never shown, `@ClientOption()` what a client may set for its own session.
   */
  readonly Options: new () => Options;
  /**
   * The environment variable of its key, used if the config has none. That key is only for the vendor's own address: with a
   * `baseURL` in the config it is not used.
   */
  readonly apiKeyEnv?: string;
  /** Other names of that variable, for users who come from another program. */
  readonly apiKeyAliases?: readonly string[];
  readonly catalogue?: Catalogue;
  /** Asks the vendor for the models and voices of the user's account. @throws ProviderError */
  listCatalogue?(options: Options, signal: AbortSignal): Promise<Catalogue>;
  /** @param options validated; `apiKey` is filled in from `apiKeyEnv`, unless `baseURL` names another address */
  create(options: Options, context: ProviderContext): Provider;
}

/** Each provider of a stage by its name in the config; a provider's file is loaded when it is chosen. */
export type ProviderRegistry<Provider> = Record<string, () => Promise<ProviderDefinition<Provider>>>;
