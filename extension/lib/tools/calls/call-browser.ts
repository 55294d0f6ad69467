import type { BrowserCallName, BrowserCalls } from '../../browser/browser-calls';
import { withLimit } from '../../browser/time-limit';
import { failure, type ToolFailure } from '../../tool-contract/tool-results';

/** Calls the service worker. Never rejects: a call that cannot be carried out answers with a failure in words. */
export type CallBrowser = <Name extends BrowserCallName>(
  name: Name,
  args: BrowserCalls[Name]['args'],
) => Promise<BrowserCalls[Name]['answer']>;

/** The worker gives up a little earlier, and says what it was waiting for. */
const STEP_LIMIT_MS = 5_000;

/** @returns the answer, or a failure in words after the time limit */
export const withinLimit = <Answer>(
  answer: Promise<Answer>,
  limitMs = STEP_LIMIT_MS,
): Promise<Answer | ToolFailure> =>
  withLimit<Answer | ToolFailure>(answer, limitMs, () =>
    failure(`The page did not answer within ${Math.round(limitMs / 1_000)} seconds. Please try again.`),
  );
