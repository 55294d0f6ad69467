import { type DynamicModule, Module } from '@nestjs/common';
import { VAD_PROVIDERS } from './providers/index.js';
import { Vad } from './vad.port.js';

export interface VadModuleOptions {
  /** A name in the registry. */
  provider?: string;
}

@Module({})
export class VadModule {
  /** @throws RangeError where there is no such provider. */
  static forRoot({ provider = 'silero' }: VadModuleOptions = {}): DynamicModule {
    const load = VAD_PROVIDERS[provider];
    if (!load)
      throw new RangeError(
        `Unknown vad provider "${provider}": use one of ${Object.keys(VAD_PROVIDERS).join(', ')}.`,
      );
    const vad = { provide: Vad, useFactory: async () => new (await load())() };
    return { module: VadModule, providers: [vad], exports: [Vad] };
  }
}
