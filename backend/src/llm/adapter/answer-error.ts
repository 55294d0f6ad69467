import type { ProblemKind } from '../../provider-kit/errors/provider-problem.js';

/** The HTTP response had no error, but the answer is not complete. */
export class AnswerError extends Error {
  constructor(
    readonly kind: ProblemKind,
    message: string,
  ) {
    super(message);
  }
}

/** @param frames how many valid frames the stream had before it ended */
export const truncatedAnswer = (frames: number): AnswerError =>
  new AnswerError(
    frames > 0 ? 'broke_off' : 'malformed',
    `The stream ended before the answer, after ${frames} frames.`,
  );

/** @param reason the reason of the vendor's content filter */
export const blockedAnswer = (reason: string): AnswerError =>
  new AnswerError('request_refused', `The vendor blocked the answer: ${reason}.`);

/** Neither text nor a tool call, perhaps only reasoning. */
export const emptyAnswer = (): AnswerError => new AnswerError('empty', 'The answer has no text.');

/** The model's server says that it failed, as `httpError` reads it. @param error what it sent */
export class StreamError extends Error {
  constructor(readonly error: unknown) {
    super('The server sent an error in its stream.');
  }
}
