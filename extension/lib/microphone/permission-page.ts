import { browser } from 'wxt/browser';

/** A side panel cannot show Chrome's question for the microphone; a tab of the extension can. */
export async function openPermissionPage(): Promise<void> {
  const url = browser.runtime.getURL('/welcome.html');
  const [open] = await browser.runtime.getContexts({ contextTypes: ['TAB'], documentUrls: [url] });
  if (!open) {
    await browser.tabs.create({ url });
    return;
  }
  await browser.tabs.update(open.tabId, { active: true });
  await browser.windows.update(open.windowId, { focused: true });
}

/** Chrome's own page with the extension's site settings, where a block is lifted. */
export async function openChromeSettings(): Promise<void> {
  const site = encodeURIComponent(`chrome-extension://${browser.runtime.id}`);
  await browser.tabs.create({ url: `chrome://settings/content/siteDetails?site=${site}` });
}
