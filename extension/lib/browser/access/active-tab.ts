import type { Browser } from 'wxt/browser';
import { BrowserProblem } from '../browser-problem';
import type { BrowserApi, Tab } from '../browser-api';

/** A tab that the browser knows by a number. */
export type KnownTab = Tab & { id: number };

const isKnown = (tab: Tab | undefined): tab is KnownTab => tab?.id !== undefined && tab.id >= 0;

/** What shows a page to the user: also the windows of apps, and those that pages open, such as to log in. */
const WITH_PAGES: `${Browser.windows.WindowType}`[] = ['normal', 'popup', 'app'];

/**
 * @returns the active tab of the window that had the focus last, or null if there is none. Side panels and developer tools do
 * not count, nor do private windows unless the user lets Earshot into them.
 */
export async function activeTab(api: BrowserApi): Promise<KnownTab | null> {
  const window = await api.windows.getLastFocused({ windowTypes: WITH_PAGES }).catch(() => null);
  if (window?.id === undefined) return null;
  const [tab] = await api.tabs.query({ active: true, windowId: window.id });
  return isKnown(tab) ? tab : null;
}

/** @throws BrowserProblem if no window is open */
export async function neededActiveTab(api: BrowserApi): Promise<KnownTab> {
  const tab = await activeTab(api);
  if (!tab) throw new BrowserProblem('No window of the browser is open.');
  return tab;
}

/** @throws BrowserProblem if the tab is closed */
export async function tabById(api: Pick<BrowserApi, 'tabs'>, tabId: number): Promise<KnownTab> {
  const tab = await api.tabs.get(tabId).catch(() => undefined);
  if (!isKnown(tab)) throw new BrowserProblem('That tab is closed. Ask for the list of tabs again.');
  return tab;
}

/** @returns the named tab, or the active one. */
export const tabOr = (api: BrowserApi, tabId: number | undefined): Promise<KnownTab> =>
  tabId === undefined ? neededActiveTab(api) : tabById(api, tabId);
