import { i18n } from '#i18n';
import { browser } from 'wxt/browser';
import { sendToHost } from '../../messaging/send-to-host';
import { hostSettings } from './host-settings';

const READ = 'read_selection';
const ASK = 'ask_about';

/**
 * Offers to read a selection aloud and to ask about it, in the context menu. Call it at the start of the worker.
 * @param ensureHost resolves once the page exists that hosts the session
 */
export function offerSelectionMenu(ensureHost: () => Promise<void>): void {
  // The browser keeps the items until the extension is updated.
  browser.runtime.onInstalled.addListener(() => {
    browser.contextMenus.removeAll(() => {
      browser.contextMenus.create({ id: READ, title: i18n.t('menu.readSelection'), contexts: ['selection'] });
      browser.contextMenus.create({ id: ASK, title: i18n.t('menu.askAbout'), contexts: ['selection'] });
    });
  });

  browser.contextMenus.onClicked.addListener(({ menuItemId, selectionText = '' }, tab) => {
    if (menuItemId !== READ && menuItemId !== ASK) return;
    // Awaiting anything before open() would lose the user gesture.
    if (tab) browser.sidePanel.open({ windowId: tab.windowId }).catch(() => undefined);
    const request = async () => {
      const settings = await hostSettings();
      await ensureHost();
      // A click in the menu lets Earshot into the tab.
      await sendToHost({ target: 'host', type: 'page_changed' });
      if (menuItemId === READ)
        return sendToHost({ target: 'host', type: READ, text: selectionText, ...settings });
      const { title = '', url = '' } = tab ?? {};
      return sendToHost({ target: 'host', type: ASK, text: selectionText, title, url });
    };
    void request();
  });
}
