import { browser } from 'wxt/browser';

/** Opens the welcome page: a side panel cannot show Chrome's microphone prompt, a tab of the extension can. */
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

/** Opens Chrome's site settings of the extension, where the user can unblock the microphone. */
export async function openChromeSettings(): Promise<void> {
  const site = encodeURIComponent(`chrome-extension://${browser.runtime.id}`);
  await browser.tabs.create({ url: `chrome://settings/content/siteDetails?site=${site}` });
}
