/** What a provider may use of Earshot beyond its own options. */
export interface ProviderContext {
  /** What users are expected to say, for recognisers that can be told. */
  sentences: () => string[];
}

/** What can be chosen from. Suggestions: a provider takes names that are not listed, too. */
export interface Catalogue {
  models?: readonly string[];
  voices?: readonly string[];
}

/**
 * One provider of a stage: how the config names it, what it can be told and how it is made. The file that defines it
 * imports no SDK when it is loaded; that happens when the provider is used.
 */
export interface ProviderDefinition<Provider, Options extends object = object> {
  /** As the config names it. */
  readonly name: string;
  /** As people call it. */
  readonly label: string;
  /**
   * What the config may say: a class-validator DTO with its defaults. It validates, and the JSON Schema is made from it.
   * `@Secret()` marks what is never shown, `@ClientOption()` what a client may set for its own session.
   */
  readonly Options: new () => Options;
  /**
   * The environment variable that holds its key where the config names none. That key is only for the vendor's own
   * address: with a `baseURL` in the config it is not used.
   */
  readonly apiKeyEnv?: string;
  readonly catalogue?: Catalogue;
  /** Asks the provider what the user's account can choose from. @throws ProviderError */
  listCatalogue?(options: Options, signal: AbortSignal): Promise<Catalogue>;
  /** @param options validated; `apiKey` is filled in from `apiKeyEnv`, unless `baseURL` names another address */
  create(options: Options, context: ProviderContext): Provider;
}

/** Each provider of a stage by the name that the config uses; a provider's file is loaded when it is chosen. */
export type ProviderRegistry<Provider> = Record<string, () => Promise<ProviderDefinition<Provider>>>;
