import { type DynamicModule, Module } from '@nestjs/common';
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
    const create = Object.hasOwn(TTS_PROVIDERS, provider) ? TTS_PROVIDERS[provider] : undefined;
    if (!create) {
      throw new RangeError(
        `Unknown tts provider "${provider}": use one of ${Object.keys(TTS_PROVIDERS).join(', ')}.`,
      );
    }
    const tts = { provide: Tts, useFactory: () => create(options) };
    return { module: TtsModule, providers: [tts], exports: [Tts] };
  }
}
