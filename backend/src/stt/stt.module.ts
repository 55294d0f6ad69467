import { type DynamicModule, Module } from '@nestjs/common';
import { chooseProvider } from '../common/provider-registry.js';
import { STT_PROVIDERS, type SttContext } from './providers/index.js';
import { Stt } from './stt.port.js';

export interface SttModuleOptions extends SttContext {
  /** A name in the registry. */
  provider?: string;
  /** What that provider can be told; the provider knows which. */
  options?: Record<string, unknown>;
}

@Module({})
export class SttModule {
  /** @throws RangeError where there is no such provider. */
  static forRoot({ provider = 'embedded', options = {}, sentences }: SttModuleOptions): DynamicModule {
    const create = chooseProvider('stt', STT_PROVIDERS, provider);
    const stt = { provide: Stt, useFactory: () => create(options, { sentences }) };
    return { module: SttModule, providers: [stt], exports: [Stt] };
  }
}
