import { browser } from 'wxt/browser';
import type { BrowserCall, BrowserCallName, BrowserCalls } from '../browser/browser-calls';
import { failedCall } from '../browser/failed-call';
import type { CallBrowser } from '../tools/calls/call-browser';
import type { WorkerRequest } from './messages';

const STOPPED = 'The browser stopped Earshot in the middle of this. Look at the page, and try again.';

/**
 * Has the service worker carry out calls. Never rejects.
 * @param send gives the worker's reply. A call during which the browser stops the worker answers with a failure, and may
 *   have taken effect.
 */
export function browserCaller(send: (request: WorkerRequest) => Promise<unknown>): CallBrowser {
  return async <Name extends BrowserCallName>(name: Name, args: BrowserCalls[Name]['args']) => {
    const call = { name, args } as BrowserCall;
    const reply = (await send({ target: 'worker', type: 'browser', call }).catch(() => undefined)) as
      { answer: BrowserCalls[Name]['answer'] } | undefined;
    return reply ? reply.answer : failedCall(name, STOPPED);
  };
}

export const callBrowser = browserCaller((request) => browser.runtime.sendMessage(request));
