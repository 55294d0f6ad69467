import type { TabItem } from '../../tool-contract/tool-results';
import { activeTab } from '../access/active-tab';
import type { Tab } from '../browser-api';
import type { ToolRun, ToolRunAnswer } from '../browser-calls';
import type { BrowserTools } from '../browser-tools';
import { identityOf, shownTab } from '../page/identity';
import { OPTIONAL_PERMISSIONS } from '../permissions';

/** Tabs that one answer lists, those of the active window first. */
const MAX_TABS = 200;
const MAX_TITLE_CHARS = 200;

const TITLES_HIDDEN =
  'Earshot does not see the titles and addresses of other tabs. Allow it in the side panel to find tabs by name.';

/** A tab of another window has the window's number, from 2 on. */
type ListedTab = TabItem & { window?: number };

export async function listTabs(
  _run: ToolRun<'list_tabs'>,
  { api, neverSites }: BrowserTools,
): Promise<ToolRunAnswer> {
  const excluded = await neverSites();
  const active = await activeTab(api);
  const all = await api.tabs.query({});
  // Private windows and others are not mixed.
  const listed = all.filter(
    ({ id, incognito }) => id !== undefined && incognito === (active?.incognito ?? false),
  );
  const windows = [...new Set([active?.windowId, ...listed.map(({ windowId }) => windowId)])].filter(
    (id) => id !== undefined,
  );
  const tabs = listed
    .map((tab): ListedTab => {
      const window = windows.indexOf(tab.windowId) + 1;
      return {
        tab: tab.id!,
        ...shownOf(tab, excluded),
        active: tab.id === active?.id,
        audible: tab.audible ?? false,
        pinned: tab.pinned,
        ...(window > 1 && { window }),
      };
    })
    .sort((a, b) => (a.window ?? 1) - (b.window ?? 1));
  const more = tabs.length - MAX_TABS;
  const seesAll = await api.permissions.contains(OPTIONAL_PERMISSIONS.tabs);
  const hidden = !seesAll && listed.some(({ url }) => url === undefined);
  return {
    result: {
      ok: true,
      tabs: tabs.slice(0, MAX_TABS),
      ...(more > 0 && { more }),
      ...(hidden && { note: TITLES_HIDDEN }),
    },
    ...(hidden && { needs: 'tabs' }),
  };
}

function shownOf(tab: Tab, excluded: readonly string[]): Pick<TabItem, 'title' | 'url'> {
  const { title, url } = identityOf(shownTab(tab, excluded));
  return { title: title.slice(0, MAX_TITLE_CHARS), url };
}
