import { type DynamicModule, Module } from '@nestjs/common';
import type { ProviderContext } from '../provider-kit/provider-definition.js';
import { StageProviders, type Choice } from '../provider-kit/leases/stage-providers.js';
import { STT_PROVIDERS } from './providers/index.js';
import { ResilientStt } from './resilient-stt.js';
import { Stt } from './stt.port.js';

export interface SttModuleOptions {
  /** A name in the registry. */
  provider?: string;
  /** What that provider can be told; the provider knows which. */
  options?: Record<string, unknown>;
  /** Who stands in for it, in this order. */
  fallbacks?: Choice[];
  context?: ProviderContext;
}

/** For sessions that ask for a provider of their own. */
export class SttProviders extends StageProviders<Stt> {}

@Module({})
export class SttModule {
  static forRoot({
    provider = 'embedded',
    options = {},
    fallbacks = [],
    context = { sentences: () => [] },
  }: SttModuleOptions = {}): DynamicModule {
    const create = () =>
      new SttProviders({
        stage: 'stt',
        registry: STT_PROVIDERS,
        configured: { provider, options, fallbacks },
        context,
        combine: (providers) => new ResilientStt(providers),
      });
    return {
      module: SttModule,
      providers: [
        { provide: SttProviders, useFactory: create },
        {
          provide: Stt,
          useFactory: (providers: SttProviders) => providers.standard(),
          inject: [SttProviders],
        },
      ],
      exports: [Stt, SttProviders],
    };
  }
}
