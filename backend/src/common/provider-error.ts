import type { ErrorCode, Stage } from '#protocol';

export type ProviderErrorCode = Extract<ErrorCode, `provider_${string}`>;

/**
 * A provider could not do its work. `message` is shown to the user: it says what happened and what to do, and
 * holds no secret and no internals. The cause goes to the log.
 */
export class ProviderError extends Error {
  constructor(
    readonly stage: Stage,
    readonly provider: string,
    readonly code: ProviderErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'ProviderError';
  }
}
