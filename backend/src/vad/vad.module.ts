import { type DynamicModule, Module } from '@nestjs/common';
import { chooseProvider } from '../common/provider-registry.js';
import { VAD_PROVIDERS } from './providers/index.js';
import { Vad } from './vad.port.js';

export interface VadModuleOptions {
  /** A name in the registry. */
  provider?: string;
  /** What that provider can be told; the provider knows which. */
  options?: Record<string, unknown>;
}

@Module({})
export class VadModule {
  /** @throws RangeError where there is no such provider. */
  static forRoot({ provider = 'silero', options = {} }: VadModuleOptions = {}): DynamicModule {
    const create = chooseProvider('vad', VAD_PROVIDERS, provider);
    const vad = { provide: Vad, useFactory: () => create(options) };
    return { module: VadModule, providers: [vad], exports: [Vad] };
  }
}
