/** What the failures of language models behind HTTP APIs mean, whichever package threw them. */
import { type ProblemKind } from '../../provider-kit/errors/provider-problem.js';
import { problemOfStatus } from '../../provider-kit/errors/http-status.js';

/** What a vendor said of a failure, in its own words. */
export interface Refusal {
  /** Of HTTP; undefined where the error came in the middle of a stream. */
  status?: number;
  reason: string;
}

/** The stream ended, and the model had not. */
export class TruncatedAnswerError extends Error {
  /** @param frames how many there were that made sense */
  constructor(readonly frames: number) {
    super(`The stream ended without an end of the answer, after ${frames} frames.`);
  }
}

/** The vendor let the model say nothing. */
export class BlockedAnswerError extends Error {
  constructor(reason: string) {
    super(`The answer was withheld: ${reason}.`);
  }
}

/**
 * @param begun part of the answer had been given
 * @param refusal what the vendor said, if it said anything
 * @param address of the config, where it is not the vendor's own
 */
export function problemOfFailure(
  error: unknown,
  begun: boolean,
  refusal: Refusal | undefined,
  address?: string,
): ProblemKind {
  if (error instanceof TruncatedAnswerError) return error.frames > 0 ? 'broke_off' : 'malformed';
  if (error instanceof BlockedAnswerError) return 'request_refused';
  // Of a frame that is no JSON.
  if (error instanceof SyntaxError) return 'malformed';
  if (refusal?.status !== undefined) return problemOfRefusal(refusal.status, refusal.reason, address);
  if (begun || causes(error).some(isCutOff)) return 'broke_off';
  if (refusal) return problemOfRefusal(500, refusal.reason);
  return causes(error).some(isOfNetwork) ? 'unreachable' : 'malformed';
}

function problemOfRefusal(status: number, reason: string, address?: string): ProblemKind {
  // Beyond a limit that the user has set, only the user can help.
  if (/spend_limit/i.test(reason)) return 'no_credit';
  const problem = problemOfStatus(status, reason, address);
  // Models may have any name.
  return problem === 'unknown_voice' ? 'unknown_model' : problem;
}

/** Fetch says so of a body that stops short. */
const isCutOff = (error: Error) => error.message === 'terminated';

/** Errors of sockets and of names have codes; what took too long was aborted, in each package's own words. */
const isOfNetwork = (error: Error) =>
  'code' in error || /abort|timeout|connection/i.test(error.name + error.constructor.name);

/** The error and what it wraps: the packages wrap the error of fetch. */
function causes(error: unknown): Error[] {
  const found: Error[] = [];
  for (let next = error; next instanceof Error && found.length < 10; next = next.cause) found.push(next);
  return found;
}
