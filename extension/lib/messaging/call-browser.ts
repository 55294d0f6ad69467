import { browser } from 'wxt/browser';
import type { BrowserCall, BrowserCallName, BrowserCalls } from '../browser/browser-calls';
import { failedCall } from '../browser/failed-call';
import type { WorkerRequest } from './messages';

const STOPPED = 'The browser stopped Earshot in the middle of this. Look at the page, and try again.';

/**
 * Has the service worker carry out a call. Never rejects: a call during which the browser stops the worker answers with a
 * failure, and may have taken effect.
 */
export async function callBrowser<Name extends BrowserCallName>(
  name: Name,
  args: BrowserCalls[Name]['args'],
): Promise<BrowserCalls[Name]['answer']> {
  const call = { name, args } as BrowserCall;
  const request: WorkerRequest = { target: 'worker', type: 'browser', call };
  const reply = (await browser.runtime.sendMessage(request).catch(() => undefined)) as
    { answer: BrowserCalls[Name]['answer'] } | undefined;
  return reply ? reply.answer : failedCall(name, STOPPED);
}
