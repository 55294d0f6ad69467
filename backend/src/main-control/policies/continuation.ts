/** Is what the user says over an answer the rest of the question? Then both are one turn. */

export interface ContinuationOptions {
  /** Off: speech over an answer is always a new turn. */
  enabled: boolean;
  /** If more than this of an answer was heard, its question is answered, in ms. */
  maxHeardMs: number;
  /** Longest time from the question to the start of its rest, in ms. */
  windowMs: number;
}

export const CONTINUATION_DEFAULTS: Readonly<ContinuationOptions> = {
  enabled: true,
  // Both by judgement: 600 ms are two or three words of the answer.
  maxHeardMs: 600,
  windowMs: 2_500,
};

export interface AnsweredQuestion {
  /** When the question ended. */
  askedAt: number;
  /** How much of its answer was heard, in ms. */
  heardMs: number;
}

/** @returns whether speech that stops the answer now may be the rest of its question */
export const mayContinue = (
  { askedAt, heardMs }: AnsweredQuestion,
  now: number,
  { enabled, maxHeardMs, windowMs }: ContinuationOptions,
): boolean => enabled && heardMs < maxHeardMs && now - askedAt < windowMs;

/** @returns the latest time at which the rest of a question may begin */
export const continuationEndsAt = (askedAt: number, { windowMs }: ContinuationOptions): number =>
  askedAt + windowMs;
