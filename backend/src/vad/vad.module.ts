import { Module } from '@nestjs/common';
import { createProvider } from '../provider-kit/create-provider.js';
import { NO_CONTEXT } from '../provider-kit/stage-module-options.js';
import { VAD_PROVIDERS } from './providers/index.js';
import {
  ConfigurableModuleClass,
  MODULE_OPTIONS_TOKEN,
  type VadModuleOptions,
} from './vad.module-definition.js';
import { Vad } from './vad.port.js';

@Module({
  providers: [
    {
      provide: Vad,
      useFactory: ({ provider = 'silero', options = {}, context = NO_CONTEXT }: VadModuleOptions) =>
        createProvider(VAD_PROVIDERS, provider, options, context),
      inject: [MODULE_OPTIONS_TOKEN],
    },
  ],
  exports: [Vad],
})
export class VadModule extends ConfigurableModuleClass {}
