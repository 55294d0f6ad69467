import { type DynamicModule, Module } from '@nestjs/common';
import { chooseProvider } from '../common/provider-registry.js';
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
    const create = chooseProvider('llm', LLM_PROVIDERS, provider);
    const llm = { provide: Llm, useFactory: () => create(options) };
    return { module: LlmModule, providers: [llm], exports: [Llm] };
  }
}
