import { type DynamicModule, Module } from '@nestjs/common';
import { chooseProvider } from '../common/provider-registry.js';
import { TTS_PROVIDERS } from './providers/index.js';
import { Tts } from './tts.port.js';

export interface TtsModuleOptions {
  /** A name in the registry. */
  provider?: string;
  /** What that provider can be told; the provider knows which. */
  options?: Record<string, unknown>;
}

@Module({})
export class TtsModule {
  /** @throws RangeError where there is no such provider. */
  static forRoot({ provider = 'embedded', options = {} }: TtsModuleOptions = {}): DynamicModule {
    const create = chooseProvider('tts', TTS_PROVIDERS, provider);
    const tts = { provide: Tts, useFactory: () => create(options) };
    return { module: TtsModule, providers: [tts], exports: [Tts] };
  }
}
