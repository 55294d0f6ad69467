import type { ProviderContext } from './provider-definition.js';
import type { Choice } from './leases/provider-pool.js';

/** Options of a stage's module: the stage's part of the config. */
export interface StageModuleOptions {
  /** A name in the stage's registry. Default: the embedded provider. */
  provider?: string;
  /** Options of that provider, which validates them. */
  options?: Record<string, unknown>;
  /** Providers that take over in this order. */
  fallbacks?: Choice[];
  context?: ProviderContext;
}

/** The default context: no hints. */
export const NO_CONTEXT: ProviderContext = { sentences: () => [] };
