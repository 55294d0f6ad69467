import { type DynamicModule, Module } from '@nestjs/common';
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
    const create = Object.hasOwn(STT_PROVIDERS, provider) ? STT_PROVIDERS[provider] : undefined;
    if (!create) {
      throw new RangeError(
        `Unknown stt provider "${provider}": use one of ${Object.keys(STT_PROVIDERS).join(', ')}.`,
      );
    }
    const stt = { provide: Stt, useFactory: () => create(options, { sentences }) };
    return { module: SttModule, providers: [stt], exports: [Stt] };
  }
}
