import { browser } from 'wxt/browser';
import { defineBackground } from 'wxt/utils/define-background';
import { createEnsureOffscreen } from '../lib/host/ensure-offscreen';
import { chromeOffscreen } from '../lib/host/chrome-offscreen';
import { showBadge } from '../lib/host/show-badge';
import { parseWorkerRequest } from '../lib/messaging/messages';
import { isExtensionPage } from '../lib/messaging/extension-page';

/** Keeps no state: the browser may stop and restart the worker at any time. */
export default defineBackground(() => {
  const ensureHost = createEnsureOffscreen(chromeOffscreen());

  browser.runtime.onInstalled.addListener(({ reason }) => {
    if (reason === 'install') void browser.tabs.create({ url: browser.runtime.getURL('/welcome.html') });
  });

  // Awaiting anything before open() would lose the user gesture.
  browser.action.onClicked.addListener(({ windowId }) => {
    void browser.sidePanel.open({ windowId });
  });

  browser.runtime.onMessage.addListener((message: unknown, sender, respond) => {
    const request = isExtensionPage(sender, browser.runtime.getURL('/')) ? parseWorkerRequest(message) : null;
    if (request?.type === 'badge') void showBadge(request.badge);
    if (request?.type !== 'ensure_host') return false;
    ensureHost().then(
      () => respond({ ok: true }),
      (error: unknown) => respond({ ok: false, error: String(error) }),
    );
    return true;
  });
});
