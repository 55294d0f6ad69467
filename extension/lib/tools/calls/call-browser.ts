import type { BrowserCallName, BrowserCalls } from '../../browser/browser-calls';
import { failure, type ToolFailure } from '../../tool-contract/tool-results';

/** Calls the service worker, which answers within its own time limit. */
export type CallBrowser = <Name extends BrowserCallName>(
  name: Name,
  args: BrowserCalls[Name]['args'],
) => Promise<BrowserCalls[Name]['answer']>;

/** The worker gives up a little earlier, and says what it was waiting for. */
const STEP_LIMIT_MS = 5_000;

/** @returns the answer, or a failure after the time limit or if the worker was stopped in the middle of the call */
export async function withinLimit<Answer>(
  answer: Promise<Answer>,
  limitMs = STEP_LIMIT_MS,
): Promise<Answer | ToolFailure> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<ToolFailure>((resolve) => {
    timer = setTimeout(
      () =>
        resolve(
          failure(`The page did not answer within ${Math.round(limitMs / 1_000)} seconds. Please try again.`),
        ),
      limitMs,
    );
  });
  try {
    return await Promise.race([answer, late]);
  } catch {
    return failure('The browser stopped this in the middle. Look at the page, and try again.');
  } finally {
    clearTimeout(timer);
  }
}
