import { type DynamicModule, Module } from '@nestjs/common';
import { createProvider } from '../providers/create-provider.js';
import type { ProviderContext } from '../providers/provider-definition.js';
import { LLM_PROVIDERS } from './providers/index.js';
import { Llm } from './llm.port.js';

export interface LlmModuleOptions {
  /** A name in the registry. */
  provider?: string;
  /** What that provider can be told; the provider knows which. */
  options?: Record<string, unknown>;
  context?: ProviderContext;
}

@Module({})
export class LlmModule {
  static forRoot({
    provider = 'embedded',
    options = {},
    context = { sentences: () => [] },
  }: LlmModuleOptions = {}): DynamicModule {
    const create = () => createProvider(LLM_PROVIDERS, provider, options, context);
    return {
      module: LlmModule,
      providers: [{ provide: Llm, useFactory: create }],
      exports: [Llm],
    };
  }
}
