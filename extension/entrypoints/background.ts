import { browser } from 'wxt/browser';
import { defineBackground } from 'wxt/utils/define-background';
import type { BrowserCall } from '../lib/browser/browser-calls';
import { carryOut } from '../lib/browser/carry-out';
import { browserTools } from '../lib/browser/chrome-tools';
import { createEnsureOffscreen } from '../lib/host/ensure-offscreen';
import { chromeOffscreen } from '../lib/host/chrome-offscreen';
import { refreshBadge, showActing, showCallBadge } from '../lib/host/toolbar-badge';
import { passOnCommands } from '../lib/host/worker/commands';
import { followPages } from '../lib/host/worker/page-events';
import { offerSelectionMenu } from '../lib/host/worker/selection-menu';
import { startReminders } from '../lib/host/worker-reminders';
import { parseWorkerRequest, type WorkerRequest } from '../lib/messaging/messages';
import { openPermissionPage } from '../lib/microphone/permission-page';
import { parseReminders } from '../lib/reminders/parse-reminders';
import { isExtensionPage } from '../lib/messaging/extension-page';
import { BUILD_ID } from '../lib/version/build-id';

/** Keeps no state: the browser may stop and restart the worker at any time. */
export default defineBackground(() => {
  const ensureHost = createEnsureOffscreen(chromeOffscreen());
  const reminders = startReminders(ensureHost);
  const tools = browserTools();
  // A worker that was stopped in the middle of an act has left its mark.
  void refreshBadge();
  passOnCommands(ensureHost);
  offerSelectionMenu(ensureHost, tools.neverSites);
  followPages(tools.neverSites);

  browser.runtime.onInstalled.addListener(({ reason }) => {
    if (reason === 'install') void browser.tabs.create({ url: browser.runtime.getURL('/welcome.html') });
  });

  // Awaiting anything before open() would lose the user gesture.
  browser.action.onClicked.addListener(({ windowId }) => {
    void browser.sidePanel.open({ windowId });
  });

  const answerCall = async ({ name, args }: BrowserCall) => {
    const answering = carryOut(name, args, tools);
    return { answer: await (name === 'run_tool' || name === 'undo' ? showActing(answering) : answering) };
  };

  /** @returns a promise of the answer, or null if there is none. */
  const answerTo = (request: WorkerRequest): Promise<object> | null => {
    switch (request.type) {
      case 'ensure_host':
        return ensureHost().then(() => ({ ok: true }));
      case 'open_permission_page':
        return openPermissionPage().then(() => ({ ok: true }));
      case 'running_build':
        return Promise.resolve({ id: BUILD_ID });
      case 'reminders': {
        const { backendUrl, items } = request;
        return reminders.update(backendUrl, parseReminders(backendUrl, items)).then((done) => ({ done }));
      }
      case 'browser':
        return answerCall(request.call);
      case 'badge':
        return null;
    }
  };

  browser.runtime.onMessage.addListener((message: unknown, sender, respond) => {
    const request = isExtensionPage(sender, browser.runtime.getURL('/')) ? parseWorkerRequest(message) : null;
    if (request?.type === 'badge') void showCallBadge(request.badge);
    const answer = request && answerTo(request);
    if (!answer) return false;
    answer.then(respond, (error: unknown) => respond({ ok: false, error: String(error) }));
    return true;
  });
});
