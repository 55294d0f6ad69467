import { Inject, Injectable, Module } from '@nestjs/common';
import { StageProviders } from '../provider-kit/leases/stage-providers.js';
import { NO_CONTEXT } from '../provider-kit/stage-module-options.js';
import { VAD_PROVIDERS } from './providers/index.js';
import {
  ConfigurableModuleClass,
  MODULE_OPTIONS_TOKEN,
  type VadModuleOptions,
} from './vad.module-definition.js';
import { Vad } from './vad.port.js';

/** For graphs that configure their own provider. */
@Injectable()
export class VadProviders extends StageProviders<Vad> {
  constructor(
    @Inject(MODULE_OPTIONS_TOKEN)
    { provider = 'silero', options = {}, context = NO_CONTEXT }: VadModuleOptions,
  ) {
    super({
      stage: 'vad',
      registry: VAD_PROVIDERS,
      configured: { provider, options },
      context,
      combine: ([vad]) => vad,
    });
  }
}

@Module({
  providers: [
    VadProviders,
    {
      provide: Vad,
      useFactory: (providers: VadProviders) => providers.standard(),
      inject: [VadProviders],
    },
  ],
  exports: [Vad, VadProviders],
})
export class VadModule extends ConfigurableModuleClass {}
