import type { ProviderContext } from './provider-definition.js';
import type { Choice } from './leases/stage-providers.js';

/** Options of the module of a stage: what the config says of it. */
export interface StageModuleOptions {
  /** A name in the registry of the stage. Default: the embedded one. */
  provider?: string;
  /** Options of that provider, which validates them. */
  options?: Record<string, unknown>;
  /** Providers that take over in this order. */
  fallbacks?: Choice[];
  context?: ProviderContext;
}

/** A context for providers that are not told more. */
export const NO_CONTEXT: ProviderContext = { sentences: () => [] };
