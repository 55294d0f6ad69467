import { failure } from '../../tool-contract/tool-results';
import { activeTab, neededActiveTab, type KnownTab } from '../access/active-tab';
import { placeOf } from '../access/places';
import type { BrowserApi } from '../browser-api';
import type { ToolRunAnswer, UndoStep } from '../browser-calls';
import { BrowserProblem } from '../browser-problem';
import type { ToolRunners } from '../tool-runner';
import { navigate } from './navigate';
import { webAddress } from './web-address';

/** The tools that make a tab show another page. */
export const openTools: ToolRunners<'open_url' | 'search_web' | 'go_back' | 'go_forward' | 'reload'> = {
  async open_url({ arguments: { url, new_tab: inNewTab = false } }, { api }) {
    const address = webAddress(url);
    const active = await activeTab(api);
    if (!active || inNewTab) return openTab(api, active, address);
    const begin = () => api.tabs.update(active.id, { url: address });
    return navigate(api, { tabId: active.id, begin, address, undo: backTo(active) });
  },

  async search_web({ arguments: { query: text } }, { api }) {
    const active = await neededActiveTab(api);
    if (isEmpty(active)) {
      const begin = () => api.search.query({ text, tabId: active.id });
      return navigate(api, { tabId: active.id, begin, undo: backTo(active) });
    }
    // A search in the page's own tab would take away what the user has there.
    await api.search.query({ text, disposition: 'NEW_TAB' });
    const opened = await neededActiveTab(api);
    return navigate(api, { tabId: opened.id, undo: { kind: 'close_tab', tabId: opened.id } });
  },

  go_back: (_run, { api }) => through(api, 'back'),
  go_forward: (_run, { api }) => through(api, 'forward'),

  async reload(_run, { api }) {
    const { id } = await neededActiveTab(api);
    return navigate(api, { tabId: id, begin: () => api.tabs.reload(id) });
  },
};

/** @param beside the tab to whose window it is added; a new window if there is none */
async function openTab(api: BrowserApi, beside: KnownTab | null, address: string): Promise<ToolRunAnswer> {
  const tab = beside
    ? await api.tabs.create({ url: address, windowId: beside.windowId, openerTabId: beside.id })
    : (await api.windows.create({ url: address }))?.tabs?.[0];
  if (tab?.id === undefined) throw new BrowserProblem('The browser opened no tab.');
  return navigate(api, { tabId: tab.id, address, undo: { kind: 'close_tab', tabId: tab.id } });
}

async function through(api: BrowserApi, way: 'back' | 'forward'): Promise<ToolRunAnswer> {
  const { id } = await neededActiveTab(api);
  const begin = () => (way === 'back' ? api.tabs.goBack(id) : api.tabs.goForward(id));
  try {
    return await navigate(api, { tabId: id, begin });
  } catch {
    return { result: failure(`There is no page to go ${way} to in this tab.`) };
  }
}

const backTo = ({ id, url = '' }: KnownTab): UndoStep => ({ kind: 'go_back', tabId: id, url });

const isEmpty = ({ url, pendingUrl }: KnownTab) => placeOf(pendingUrl || url || '') === 'blank';
