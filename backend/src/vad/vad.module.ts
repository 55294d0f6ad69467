import { type DynamicModule, Module } from '@nestjs/common';
import { createProvider } from '../provider-kit/create-provider.js';
import type { ProviderContext } from '../provider-kit/provider-definition.js';
import { VAD_PROVIDERS } from './providers/index.js';
import { Vad } from './vad.port.js';

export interface VadModuleOptions {
  /** A name in the registry. */
  provider?: string;
  /** What that provider can be told; the provider knows which. */
  options?: Record<string, unknown>;
  context?: ProviderContext;
}

@Module({})
export class VadModule {
  static forRoot({
    provider = 'silero',
    options = {},
    context = { sentences: () => [] },
  }: VadModuleOptions = {}): DynamicModule {
    const create = () => createProvider(VAD_PROVIDERS, provider, options, context);
    return {
      module: VadModule,
      providers: [{ provide: Vad, useFactory: create }],
      exports: [Vad],
    };
  }
}
