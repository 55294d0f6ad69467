import { Injectable } from '@nestjs/common';
import type { Stage } from '#protocol';
import { EarshotConfig } from '../config/config.dto.js';
import { LlmProviders } from '../llm/llm.module.js';
import { readOptions } from '../provider-kit/create-provider.js';
import type { ProviderDefinition, ProviderRegistry } from '../provider-kit/provider-definition.js';
import { clientOptionsOf } from '../provider-kit/provider-options.js';
import { readinessProblem } from '../provider-kit/leases/configured-stage.js';
import { SttProviders } from '../stt/stt.module.js';
import { TtsProviders } from '../tts/tts.module.js';
import { LiveCatalogues } from './live-catalogues.js';
import { VAD_PROVIDERS } from '../vad/providers/index.js';

/** A provider as `GET /providers` returns it. */
export interface ListedProvider {
  name: string;
  label: string;
  /** Whether a session can use it now. */
  available: boolean;
  /** The missing setting, in one sentence. */
  problem?: string;
  key: { env?: string; needed: boolean; present: boolean };
  models: readonly string[];
  voices: readonly string[];
  /** Options that a client may set for its session. */
  options: string[];
  /** Whether models and voices come from the vendor. */
  live: boolean;
  live_problem?: string;
}

export interface ListedStage {
  selected: string;
  fallbacks: string[];
  providers: ListedProvider[];
}

interface StageSource {
  registry: ProviderRegistry<unknown>;
  selected: string;
  fallbacks: string[];
  optionsOf(name: string): Record<string, unknown>;
}

/** Lists the providers of all stages with their choices. Of an API key it shows only whether it is set. */
@Injectable()
export class ProviderList {
  readonly #stages: Record<Stage, StageSource>;
  readonly #live = new LiveCatalogues();

  constructor({ vad }: EarshotConfig, stt: SttProviders, llm: LlmProviders, tts: TtsProviders) {
    const source = (providers: SttProviders | LlmProviders | TtsProviders): StageSource => ({
      registry: providers.registry as ProviderRegistry<unknown>,
      selected: providers.configured.provider,
      fallbacks: providers.configured.fallbacks.map(({ provider }) => provider),
      optionsOf: (name) => providers.configuredOptions(name),
    });
    this.#stages = {
      vad: {
        registry: VAD_PROVIDERS,
        selected: vad.provider,
        fallbacks: [],
        optionsOf: (name) => (name === vad.provider ? vad.options : {}),
      },
      stt: source(stt),
      llm: source(llm),
      tts: source(tts),
    };
  }

  async all(live: boolean): Promise<{ stages: Record<string, ListedStage> }> {
    const stages = await Promise.all(
      Object.entries(this.#stages).map(async ([stage, source]) => {
        const { registry, selected, fallbacks } = source;
        const definitions = await Promise.all(Object.values(registry).map((load) => load()));
        const listed = await Promise.all(definitions.map((each) => this.#list(stage, each, source, live)));
        return [stage, { selected, fallbacks, providers: listed }] as const;
      }),
    );
    return { stages: Object.fromEntries(stages) };
  }

  async #list(
    stage: string,
    definition: ProviderDefinition<unknown>,
    source: StageSource,
    live: boolean,
  ): Promise<ListedProvider> {
    const { name, label, apiKeyEnv, catalogue = {} } = definition;
    const configured = source.optionsOf(name);
    const problem = readinessProblem(definition, configured);
    const listed: ListedProvider = {
      name,
      label,
      available: problem === undefined,
      ...(problem !== undefined && { problem }),
      key: keyState(definition, configured),
      models: catalogue.models ?? [],
      voices: catalogue.voices ?? [],
      options: clientOptionsOf(definition.Options),
      live: false,
    };
    if (apiKeyEnv) listed.key.env = apiKeyEnv;
    if (!live || problem !== undefined || !definition.listCatalogue) return listed;
    try {
      const { models, voices } = await this.#live.of(`${stage}/${name}`, definition, configured);
      return { ...listed, ...(models && { models }), ...(voices && { voices }), live: true };
    } catch (error) {
      return { ...listed, live_problem: (error as Error).message };
    }
  }
}

function keyState(
  { Options, ...definition }: ProviderDefinition<unknown>,
  configured: Record<string, unknown>,
): ListedProvider['key'] {
  let options: { apiKey?: unknown; baseURL?: unknown } = configured;
  try {
    options = readOptions({ ...definition, Options }, configured);
  } catch {
    // Options that are missing in the config do not matter here; its key does.
  }
  return {
    needed: definition.apiKeyEnv !== undefined && options.baseURL === undefined,
    present: Boolean(options.apiKey),
  };
}
