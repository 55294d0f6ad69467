import { type DynamicModule, Module } from '@nestjs/common';
import type { ProviderContext } from '../provider-kit/provider-definition.js';
import { StageProviders, type Choice } from '../provider-kit/leases/stage-providers.js';
import { LLM_PROVIDERS } from './providers/index.js';
import { ResilientLlm } from './resilient-llm.js';
import { Llm } from './llm.port.js';

export interface LlmModuleOptions {
  /** A name in the registry. */
  provider?: string;
  /** What that provider can be told; the provider knows which. */
  options?: Record<string, unknown>;
  /** The providers that take over when it fails, in this order. */
  fallbacks?: Choice[];
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
    context = { sentences: () => [] },
  }: LlmModuleOptions = {}): DynamicModule {
    const create = () =>
      new LlmProviders({
        stage: 'llm',
        registry: LLM_PROVIDERS,
        configured: { provider, options, fallbacks },
        context,
        combine: (providers) => new ResilientLlm(providers),
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
