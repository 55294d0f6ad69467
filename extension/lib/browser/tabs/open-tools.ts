import { activeTab, neededActiveTab, type KnownTab } from '../access/active-tab';
import { placeOf } from '../access/places';
import type { ToolRunAnswer } from '../browser-calls';
import { BrowserProblem } from '../browser-problem';
import type { BrowserApi } from '../browser-api';
import type { BrowserTools } from '../browser-tools';
import type { ToolRunners } from '../tool-runner';
import { navigate, travel, type Journey } from './navigate';
import { webAddress } from './web-address';

/** The tools that make a tab show another page. */
export const openTools: ToolRunners<'open_url' | 'search_web' | 'go_back' | 'go_forward' | 'reload'> = {
  async open_url({ arguments: { url, new_tab: inNewTab = false } }, tools) {
    const { api } = tools;
    const address = webAddress(url);
    const active = await activeTab(api);
    if (!active || inNewTab) return openTab(tools, active, address);
    const begin = () => api.tabs.update(active.id, { url: address });
    return navigate(tools, { tabId: active.id, begin, address, undo: backTo(active) });
  },

  async search_web({ arguments: { query: text } }, tools) {
    const { api } = tools;
    const active = await neededActiveTab(api);
    if (isEmpty(active)) {
      const begin = () => api.search.query({ text, tabId: active.id });
      return navigate(tools, { tabId: active.id, begin, undo: backTo(active) });
    }
    // A search in the page's own tab would take away what the user has there.
    await api.search.query({ text, disposition: 'NEW_TAB' });
    const { id } = await neededActiveTab(api);
    // Undoing must never close the tab that was there before.
    return navigate(tools, {
      tabId: id,
      ...(id !== active.id && { undo: { kind: 'close_tab', tabId: id } }),
    });
  },

  go_back: (_run, tools) => through(tools, 'back'),
  go_forward: (_run, tools) => through(tools, 'forward'),

  async reload(_run, tools) {
    const { api } = tools;
    const { id } = await neededActiveTab(api);
    return navigate(tools, { tabId: id, begin: () => api.tabs.reload(id) });
  },
};

/** @param beside the tab to whose window it is added; a new window if there is none */
async function openTab(
  tools: BrowserTools,
  beside: KnownTab | null,
  address: string,
): Promise<ToolRunAnswer> {
  const { api } = tools;
  const tab = beside
    ? await api.tabs.create({ url: address, windowId: beside.windowId, ...(await openerOf(api, beside)) })
    : (await api.windows.create({ url: address }))?.tabs?.[0];
  if (tab?.id === undefined) throw new BrowserProblem('The browser opened no tab.');
  return navigate(tools, { tabId: tab.id, address, undo: { kind: 'close_tab', tabId: tab.id } });
}

/** Closing the new tab shows its opener again. A window without a tab strip gets no tab: the browser takes another one. */
async function openerOf(api: BrowserApi, { id, windowId }: KnownTab): Promise<{ openerTabId?: number }> {
  const { type } = await api.windows.get(windowId);
  return type === 'normal' ? { openerTabId: id } : {};
}

async function through(tools: BrowserTools, way: 'back' | 'forward'): Promise<ToolRunAnswer> {
  return travel(tools, (await neededActiveTab(tools.api)).id, way);
}

const backTo = ({ id, url = '' }: KnownTab): Journey['undo'] => ({ kind: 'go_back', tabId: id, url });

const isEmpty = ({ url, pendingUrl }: KnownTab) => placeOf(pendingUrl || url || '') === 'blank';
