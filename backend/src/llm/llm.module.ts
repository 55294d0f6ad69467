import { Inject, Injectable, Module } from '@nestjs/common';
import { StageProviders } from '../provider-kit/leases/stage-providers.js';
import { NO_CONTEXT, type StageModuleOptions } from '../provider-kit/stage-module-options.js';
import { LLM_PROVIDERS } from './providers/index.js';
import { ResilientLlm } from './resilient-llm.js';
import { ConfigurableModuleClass, MODULE_OPTIONS_TOKEN } from './llm.module-definition.js';
import { Llm } from './llm.port.js';

/** For sessions that choose their own provider. */
@Injectable()
export class LlmProviders extends StageProviders<Llm> {
  constructor(
    @Inject(MODULE_OPTIONS_TOKEN)
    { provider = 'embedded', options = {}, fallbacks = [], context = NO_CONTEXT }: StageModuleOptions,
  ) {
    super({
      stage: 'llm',
      registry: LLM_PROVIDERS,
      configured: { provider, options, fallbacks },
      context,
      combine: (providers) => new ResilientLlm(providers),
    });
  }
}

@Module({
  providers: [
    LlmProviders,
    {
      provide: Llm,
      useFactory: (providers: LlmProviders) => providers.standard(),
      inject: [LlmProviders],
    },
  ],
  exports: [Llm, LlmProviders],
})
export class LlmModule extends ConfigurableModuleClass {}
