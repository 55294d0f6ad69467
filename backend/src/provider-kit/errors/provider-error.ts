import type { ErrorCode, Stage } from '#protocol';

export type ProviderErrorCode = Extract<ErrorCode, `provider_${string}`>;

/** The parts of the user's message. They are joined once, in this order, and never split again. */
export interface ErrorText {
  /** What failed: "Speech recognition failed:". Left out if `reason` says it. */
  subject?: string;
  /** What happened and why: "Deepgram refused the API key." */
  reason: string;
  /** What the user has to do: "Check the internet connection." */
  todo?: string;
  /** Advice to try again. Left out if Earshot itself tries again, or another provider. */
  retryHint?: string;
  /** What Earshot does meanwhile: '"embedded" is used meanwhile.' */
  meanwhile?: string;
}

export interface ProviderErrorOptions extends ErrorOptions {
  /** The same request may succeed in a moment. */
  retryable?: boolean;
  /** The answer makes no sense. Try once more only if words would otherwise be lost. */
  oddAnswer?: boolean;
  /** What was passed on was no answer: it is taken back, and the same request gives the answer. */
  beginsAgain?: boolean;
  /** How long the vendor wants to be left alone. */
  retryAfterMs?: number;
  /** The vendor works, and refused the request because there are too many. */
  overload?: boolean;
}

/**
 * A provider failed. `message` is shown to the user: it says what happened, why and what to do, without secrets and
 * internals. The cause goes to the log.
 */
export class ProviderError extends Error {
  readonly text: Readonly<ErrorText>;
  readonly retryable: boolean;
  readonly oddAnswer: boolean;
  readonly beginsAgain: boolean;
  readonly retryAfterMs: number | undefined;
  readonly overload: boolean;

  /** @param text a string is only a reason */
  constructor(
    readonly stage: Stage,
    readonly provider: string,
    readonly code: ProviderErrorCode,
    text: string | ErrorText,
    {
      retryable = false,
      oddAnswer = false,
      beginsAgain = false,
      retryAfterMs,
      overload = false,
      ...options
    }: ProviderErrorOptions = {},
  ) {
    const parts = typeof text === 'string' ? { reason: text } : text;
    super(sentenceOf(parts), options);
    this.name = 'ProviderError';
    this.text = parts;
    this.retryable = retryable;
    this.oddAnswer = oddAnswer;
    this.beginsAgain = beginsAgain;
    this.retryAfterMs = retryAfterMs;
    this.overload = overload;
  }
}

const sentenceOf = ({ subject, reason, todo, retryHint, meanwhile }: ErrorText): string =>
  [subject, reason, todo, retryHint, meanwhile].filter(Boolean).join(' ');

export const STAGE_NAMES: Record<Stage, string> = {
  vad: 'Speech detection',
  stt: 'Speech recognition',
  llm: 'The language model',
  tts: 'Speech synthesis',
};

/** @returns a `ProviderError` unchanged, and anything else as an unexpected failure */
export function asProviderError(stage: Stage, provider: string, error: unknown): ProviderError {
  if (error instanceof ProviderError) return error;
  const reason = `${STAGE_NAMES[stage]} failed unexpectedly (${provider}).`;
  return new ProviderError(stage, provider, 'provider_unavailable', { reason }, { cause: error });
}

/** Warns that another provider takes over. @param by the name of the other provider */
export function takenOver(error: ProviderError, by: string): ProviderError {
  return warningOf(error, { ...error.text, retryHint: undefined, meanwhile: `"${by}" is used meanwhile.` });
}

/** Warns that Earshot tries again by itself. @param meanwhile what that means for the user */
export function retriedByItself(error: ProviderError, meanwhile: string): ProviderError {
  return warningOf(error, { ...error.text, retryHint: undefined, meanwhile });
}

function warningOf({ stage, provider, code, cause }: ProviderError, text: ErrorText): ProviderError {
  return new ProviderError(stage, provider, code, text, { cause });
}
