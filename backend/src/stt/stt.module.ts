import { type DynamicModule, Module } from '@nestjs/common';
import { createProvider } from '../providers/create-provider.js';
import type { ProviderContext } from '../providers/provider-definition.js';
import { STT_PROVIDERS } from './providers/index.js';
import { Stt } from './stt.port.js';

export interface SttModuleOptions {
  /** A name in the registry. */
  provider?: string;
  /** What that provider can be told; the provider knows which. */
  options?: Record<string, unknown>;
  context?: ProviderContext;
}

@Module({})
export class SttModule {
  static forRoot({
    provider = 'embedded',
    options = {},
    context = { sentences: () => [] },
  }: SttModuleOptions = {}): DynamicModule {
    const create = () => createProvider(STT_PROVIDERS, provider, options, context);
    return {
      module: SttModule,
      providers: [{ provide: Stt, useFactory: create }],
      exports: [Stt],
    };
  }
}
