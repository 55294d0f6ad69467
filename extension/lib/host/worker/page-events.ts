import { browser } from 'wxt/browser';
import { syncListenerHook } from '../../browser/listener-hook';
import { sendToHost } from '../../messaging/send-to-host';
import { neverSitesSetting } from '../../settings/stored-settings';

/** Tells the page that hosts the session what has changed in the browser. Call it at the start of the worker. */
export function followPages(neverSites: () => Promise<string[]>): void {
  const pageChanged = () => void sendToHost({ target: 'host', type: 'page_changed' });
  const syncHook = () => void syncListenerHook(browser, neverSites);

  browser.tabs.onActivated.addListener(pageChanged);
  browser.tabs.onUpdated.addListener((_tabId, { status, title, url }, { active }) => {
    if (active && (status !== undefined || title !== undefined || url !== undefined)) pageChanged();
  });
  browser.windows.onFocusChanged.addListener((windowId) => {
    if (windowId !== browser.windows.WINDOW_ID_NONE) pageChanged();
  });
  // The click has let Earshot into the tab.
  browser.action.onClicked.addListener(pageChanged);

  const permissionsChanged = () => {
    syncHook();
    void sendToHost({ target: 'host', type: 'permissions_changed' });
  };
  browser.permissions.onAdded.addListener(permissionsChanged);
  browser.permissions.onRemoved.addListener(permissionsChanged);
  neverSitesSetting.watch(() => {
    syncHook();
    pageChanged();
  });
  // An update of the extension forgets its scripts.
  browser.runtime.onInstalled.addListener(syncHook);
}
