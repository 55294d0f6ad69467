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

/** Whatever a provider threw, as an error that a person can be shown. */
export function asProviderError(stage: Stage, provider: string, error: unknown): ProviderError {
  if (error instanceof ProviderError) return error;
  return new ProviderError(
    stage,
    provider,
    'provider_unavailable',
    `${STAGE_NAMES[stage]} failed unexpectedly (${provider}).`,
    {
      cause: error,
    },
  );
}

export function providerStalled(stage: Stage, provider: string, ms: number): ProviderError {
  const seconds = Math.round(ms / 1000);
  return new ProviderError(
    stage,
    provider,
    'provider_timeout',
    `${STAGE_NAMES[stage]} did not answer for ${seconds} seconds (${provider}). Please try again.`,
  );
}

const STAGE_NAMES: Record<Stage, string> = {
  vad: 'Voice detection',
  stt: 'Speech recognition',
  llm: 'The language model',
  tts: 'Speech synthesis',
};
