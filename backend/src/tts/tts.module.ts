import { Inject, Injectable, Module } from '@nestjs/common';
import { StageProviders } from '../provider-kit/leases/stage-providers.js';
import { NO_CONTEXT, type StageModuleOptions } from '../provider-kit/stage-module-options.js';
import { TTS_PROVIDERS } from './providers/index.js';
import { ResilientTts } from './resilient-tts.js';
import { ConfigurableModuleClass, MODULE_OPTIONS_TOKEN } from './tts.module-definition.js';
import { Tts } from './tts.port.js';

/** For sessions that choose their own provider. */
@Injectable()
export class TtsProviders extends StageProviders<Tts> {
  constructor(
    @Inject(MODULE_OPTIONS_TOKEN)
    { provider = 'embedded', options = {}, fallbacks = [], context = NO_CONTEXT }: StageModuleOptions,
  ) {
    super({
      stage: 'tts',
      registry: TTS_PROVIDERS,
      configured: { provider, options, fallbacks },
      context,
      combine: (providers) => new ResilientTts(providers),
    });
  }
}

@Module({
  providers: [
    TtsProviders,
    {
      provide: Tts,
      useFactory: (providers: TtsProviders) => providers.standard(),
      inject: [TtsProviders],
    },
  ],
  exports: [Tts, TtsProviders],
})
export class TtsModule extends ConfigurableModuleClass {}
