import type { ErrorCode, Stage } from '#protocol';

export type ProviderErrorCode = Extract<ErrorCode, `provider_${string}`>;

export interface ProviderErrorOptions extends ErrorOptions {
  /** The same request may well succeed in a moment. */
  retryable?: boolean;
  /** An answer so odd that one more try is worth it where words would be lost, and no more than one. */
  oddAnswer?: boolean;
}

/**
 * A provider could not do its work. `message` is shown to the user: it says what happened and what to do, and
 * holds no secret and no internals. The cause goes to the log.
 */
export class ProviderError extends Error {
  readonly retryable: boolean;
  readonly oddAnswer: boolean;

  constructor(
    readonly stage: Stage,
    readonly provider: string,
    readonly code: ProviderErrorCode,
    message: string,
    { retryable = false, oddAnswer = false, ...options }: ProviderErrorOptions = {},
  ) {
    super(message, options);
    this.name = 'ProviderError';
    this.retryable = retryable;
    this.oddAnswer = oddAnswer;
  }
}

/** Whatever a provider threw, as an error that a person can be shown. */
export function asProviderError(stage: Stage, provider: string, error: unknown): ProviderError {
  if (error instanceof ProviderError) return error;
  const message = `${STAGE_NAMES[stage]} failed unexpectedly (${provider}).`;
  return new ProviderError(stage, provider, 'provider_unavailable', message, { cause: error });
}

export function providerStalled(stage: Stage, provider: string, ms: number): ProviderError {
  const seconds = Math.round(ms / 1000);
  const message = `${STAGE_NAMES[stage]} did not answer for ${seconds} seconds (${provider}). Please try again.`;
  return new ProviderError(stage, provider, 'provider_timeout', message, { retryable: true });
}

/** While something waits that is to be sent. */
export function providerNotConnected(
  stage: Stage,
  { name, address }: { name: string; address?: string },
  ms: number,
): ProviderError {
  const seconds = Math.round(ms / 1000);
  const who = address ? `${name} at ${address}` : name;
  const todo = address
    ? 'See whether it still works, or check its address in the config.'
    : 'Check the internet connection.';
  const message = `${STAGE_NAMES[stage]} could not connect within ${seconds} seconds (${who}). ${todo}`;
  return new ProviderError(stage, name, 'provider_timeout', message, { retryable: true });
}

/** For whoever asks meanwhile, who has seen none of the failures. @param last of them */
export function providerRests({ stage, provider, code, retryable, message }: ProviderError): ProviderError {
  const name = STAGE_NAMES[stage];
  // A key stays wrong, for everybody, until somebody reads this.
  const what =
    code === 'provider_auth'
      ? `The last time: ${message.replace(`${name} failed: `, '')}`
      : 'Try again in a moment.';
  const rests = `${name} failed several times in a row (${provider}) and is left in peace for now. ${what}`;
  return new ProviderError(stage, provider, code, rests, { retryable });
}

export const STAGE_NAMES: Record<Stage, string> = {
  vad: 'Voice detection',
  stt: 'Speech recognition',
  llm: 'The language model',
  tts: 'Speech synthesis',
};
