import { type DynamicModule, Module } from '@nestjs/common';
import { Llm } from './llm.port.js';
import { LLM_PROVIDERS } from './providers/index.js';

export interface LlmModuleOptions {
  /** A name in the registry. */
  provider?: string;
  /** What that provider can be told; the provider knows which. */
  options?: Record<string, unknown>;
}

@Module({})
export class LlmModule {
  /** @throws RangeError where there is no such provider. */
  static forRoot({ provider = 'auto', options = {} }: LlmModuleOptions = {}): DynamicModule {
    const create = Object.hasOwn(LLM_PROVIDERS, provider) ? LLM_PROVIDERS[provider] : undefined;
    if (!create) {
      throw new RangeError(
        `Unknown llm provider "${provider}": use one of ${Object.keys(LLM_PROVIDERS).join(', ')}.`,
      );
    }
    const llm = { provide: Llm, useFactory: () => create(options) };
    return { module: LlmModule, providers: [llm], exports: [Llm] };
  }
}
