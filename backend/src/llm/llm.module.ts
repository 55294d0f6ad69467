import { type DynamicModule, Module } from '@nestjs/common';
import type { ProviderContext } from '../provider-kit/provider-definition.js';
import { StageProviders, type Choice } from '../provider-kit/leases/stage-providers.js';
import { LLM_PROVIDERS } from './providers/index.js';
import { ResilientLlm } from './resilient-llm.js';
import { SkillsFirstLlm } from './skills-first.js';
import { Llm } from './llm.port.js';

export interface LlmModuleOptions {
  /** A name in the registry. */
  provider?: string;
  /** What that provider can be told; the provider knows which. */
  options?: Record<string, unknown>;
  /** Who stands in for it, in this order. */
  fallbacks?: Choice[];
  /** Whether the skills go before the language model, where they know better. */
  skills?: boolean;
  context?: ProviderContext;
}

/** For sessions that ask for a provider of their own. */
export class LlmProviders extends StageProviders<Llm> {}

@Module({})
export class LlmModule {
  static forRoot({
    provider = 'embedded',
    options = {},
    fallbacks = [],
    skills = false,
    context = { sentences: () => [] },
  }: LlmModuleOptions = {}): DynamicModule {
    const create = () =>
      new LlmProviders({
        stage: 'llm',
        registry: LLM_PROVIDERS,
        configured: { provider, options, fallbacks },
        context,
        combine: (providers, name) => {
          const llm = new ResilientLlm(providers);
          return skills && name !== 'skills' ? new SkillsFirstLlm(llm) : llm;
        },
      });
    return {
      module: LlmModule,
      providers: [
        { provide: LlmProviders, useFactory: create },
        {
          provide: Llm,
          useFactory: (providers: LlmProviders) => providers.standard(),
          inject: [LlmProviders],
        },
      ],
      exports: [Llm, LlmProviders],
    };
  }
}
