import { Inject, Injectable, Module } from '@nestjs/common';
import { SpokenForms } from '../language/spoken-forms.js';
import { StageProviders } from '../provider-kit/leases/stage-providers.js';
import { NO_CONTEXT, type StageModuleOptions } from '../provider-kit/stage-module-options.js';
import { STT_PROVIDERS } from './providers/index.js';
import { ResilientStt } from './resilient-stt.js';
import { ConfigurableModuleClass, MODULE_OPTIONS_TOKEN } from './stt.module-definition.js';
import { Stt } from './stt.port.js';

/** For sessions that choose their own provider. */
@Injectable()
export class SttProviders extends StageProviders<Stt> {
  constructor(
    @Inject(MODULE_OPTIONS_TOKEN)
    { provider = 'embedded', options = {}, fallbacks = [], context = NO_CONTEXT }: StageModuleOptions,
    spokenForms: SpokenForms,
  ) {
    super({
      stage: 'stt',
      registry: STT_PROVIDERS,
      configured: { provider, options, fallbacks },
      context: { ...context, termOf: (name) => spokenForms.termOf(name) },
      combine: (providers) => new ResilientStt(providers),
    });
  }
}

@Module({
  providers: [
    SttProviders,
    {
      provide: Stt,
      useFactory: (providers: SttProviders) => providers.standard(),
      inject: [SttProviders],
    },
  ],
  exports: [Stt, SttProviders],
})
export class SttModule extends ConfigurableModuleClass {}
