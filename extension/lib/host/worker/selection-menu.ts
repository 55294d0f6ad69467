import { i18n } from '#i18n';
import { browser } from 'wxt/browser';
import { sendToHost } from '../../messaging/send-to-host';
import { hostSettings } from './host-settings';
import { ASK, READ, selectionRequest } from './selection-request';

/**
 * Offers to read a selection aloud and to ask about it, in the context menu. Call it at the start of the worker.
 * @param ensureHost resolves once the page exists that hosts the session
 * @param neverSites the sites that the user has excluded
 */
export function offerSelectionMenu(
  ensureHost: () => Promise<void>,
  neverSites: () => Promise<string[]>,
): void {
  // The browser keeps the items until the extension is updated.
  browser.runtime.onInstalled.addListener(() => {
    browser.contextMenus.removeAll(() => {
      browser.contextMenus.create({ id: READ, title: i18n.t('menu.readSelection'), contexts: ['selection'] });
      browser.contextMenus.create({ id: ASK, title: i18n.t('menu.askAbout'), contexts: ['selection'] });
    });
  });

  browser.contextMenus.onClicked.addListener((click, tab) => {
    const { menuItemId: item, selectionText: text = '', pageUrl, frameUrl } = click;
    if (item !== READ && item !== ASK) return;
    // Awaiting anything before open() would lose the user gesture.
    if (tab) browser.sidePanel.open({ windowId: tab.windowId }).catch(() => undefined);
    const request = async () => {
      const { title = '', url } = tab ?? {};
      const selection = { item, text, title, urls: [url, pageUrl, frameUrl] } as const;
      const asked = selectionRequest(selection, await hostSettings(), await neverSites());
      await ensureHost();
      // A click in the menu lets Earshot into the tab.
      await sendToHost({ target: 'host', type: 'page_changed' });
      return sendToHost(asked);
    };
    void request();
  });
}
