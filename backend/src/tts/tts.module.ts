import { type DynamicModule, Module } from '@nestjs/common';
import { createProvider } from '../providers/create-provider.js';
import type { ProviderContext } from '../providers/provider-definition.js';
import { TTS_PROVIDERS } from './providers/index.js';
import { Tts } from './tts.port.js';

export interface TtsModuleOptions {
  /** A name in the registry. */
  provider?: string;
  /** What that provider can be told; the provider knows which. */
  options?: Record<string, unknown>;
  context?: ProviderContext;
}

@Module({})
export class TtsModule {
  static forRoot({
    provider = 'embedded',
    options = {},
    context = { sentences: () => [] },
  }: TtsModuleOptions = {}): DynamicModule {
    const create = () => createProvider(TTS_PROVIDERS, provider, options, context);
    return {
      module: TtsModule,
      providers: [{ provide: Tts, useFactory: create }],
      exports: [Tts],
    };
  }
}
