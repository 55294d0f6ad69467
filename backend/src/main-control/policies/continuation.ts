/** Is what the user says over an answer the rest of the question? Then both are one turn. */

export interface ContinuationOptions {
  /** Off: speech over an answer is always a new turn. */
  enabled: boolean;
  /** An answer of which more than this was heard has answered its question, in ms. */
  maxHeardMs: number;
  /** How long after the question its rest may begin, in ms. */
  windowMs: number;
}

export const CONTINUATION_DEFAULTS: Readonly<ContinuationOptions> = {
  enabled: true,
  // By judgement, both: 600 ms are two or three words of the answer.
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
