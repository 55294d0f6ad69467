import { type DynamicModule, Module } from '@nestjs/common';
import type { ProviderContext } from '../provider-kit/provider-definition.js';
import { StageProviders, type Choice } from '../provider-kit/leases/stage-providers.js';
import { TTS_PROVIDERS } from './providers/index.js';
import { ResilientTts } from './resilient-tts.js';
import { Tts } from './tts.port.js';

export interface TtsModuleOptions {
  /** A name in the registry. */
  provider?: string;
  /** What that provider can be told; the provider knows which. */
  options?: Record<string, unknown>;
  /** Who stands in for it, in this order. */
  fallbacks?: Choice[];
  context?: ProviderContext;
}

/** For sessions that ask for a provider of their own. */
export class TtsProviders extends StageProviders<Tts> {}

@Module({})
export class TtsModule {
  static forRoot({
    provider = 'embedded',
    options = {},
    fallbacks = [],
    context = { sentences: () => [] },
  }: TtsModuleOptions = {}): DynamicModule {
    const create = () =>
      new TtsProviders({
        stage: 'tts',
        registry: TTS_PROVIDERS,
        configured: { provider, options, fallbacks },
        context,
        combine: (providers) => new ResilientTts(providers),
      });
    return {
      module: TtsModule,
      providers: [
        { provide: TtsProviders, useFactory: create },
        {
          provide: Tts,
          useFactory: (providers: TtsProviders) => providers.standard(),
          inject: [TtsProviders],
        },
      ],
      exports: [Tts, TtsProviders],
    };
  }
}
