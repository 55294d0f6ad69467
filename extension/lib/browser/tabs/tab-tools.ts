import { failure } from '../../tool-contract/tool-results';
import { activeTab, neededActiveTab, tabById } from '../access/active-tab';
import { BrowserProblem } from '../browser-problem';
import { identityOf, named, shownTab, siteOf } from '../page/identity';
import { OPTIONAL_PERMISSIONS } from '../permissions';
import type { ToolRunners } from '../tool-runner';
import { closeTabs } from './close-tabs';
import { listTabs } from './list-tabs';

/** The tools for tabs and bookmarks, which need no access to pages. */
export const tabTools: ToolRunners<
  'list_tabs' | 'new_tab' | 'switch_tab' | 'reopen_tab' | 'close_tab' | 'bookmark_page'
> = {
  list_tabs: listTabs,
  close_tab: closeTabs,

  async new_tab(_run, { api }) {
    const active = await activeTab(api);
    const tab = active
      ? await api.tabs.create({ windowId: active.windowId })
      : (await api.windows.create({}))?.tabs?.[0];
    if (tab?.id === undefined) throw new BrowserProblem('The browser opened no tab.');
    return {
      result: { ok: true, changed: 'a new tab opened', page: identityOf(tab) },
      undo: { kind: 'close_tab', tabId: tab.id },
    };
  },

  async switch_tab({ arguments: { tab: tabId } }, { api, neverSites }) {
    const tab = await tabById(api, tabId);
    const shown = shownTab(tab, await neverSites());
    const before = await activeTab(api);
    if (before?.id === tab.id) {
      const changed = `nothing: ${named('tab', shown)} is shown already`;
      return { result: { ok: true, changed, page: identityOf(shown) }, site: siteOf(tab) };
    }
    await api.tabs.update(tab.id, { active: true });
    if (tab.windowId !== before?.windowId) await api.windows.update(tab.windowId, { focused: true });
    return {
      result: { ok: true, changed: `${named('tab', shown)} is shown`, page: identityOf(shown) },
      site: siteOf(tab),
      ...(before && { undo: { kind: 'switch_tab', tabId: before.id } }),
    };
  },

  async reopen_tab(_run, { api, neverSites }) {
    const [latest] = await api.sessions.getRecentlyClosed({ maxResults: 1 });
    if (!latest) return { result: failure('No tab was closed that could be opened again.') };
    const { tab, window } = await api.sessions.restore(latest.tab?.sessionId ?? latest.window?.sessionId);
    const opened = tab ?? window?.tabs?.find(({ active }) => active);
    const restored = opened?.id === undefined ? null : await tabById(api, opened.id);
    const shown = restored && shownTab(restored, await neverSites());
    const what = shown ? named('tab', shown) : 'the window';
    return {
      result: {
        ok: true,
        changed: `${what} opened again`,
        page: shown ? identityOf(shown) : { title: '', url: '' },
      },
      ...(restored && { site: siteOf(restored), undo: { kind: 'close_tab', tabId: restored.id } }),
    };
  },

  async bookmark_page({ arguments: { title } }, { api, neverSites }) {
    const tab = await neededActiveTab(api);
    if (!(await api.permissions.contains(OPTIONAL_PERMISSIONS.bookmarks)))
      throw new BrowserProblem('Earshot may not use bookmarks yet. Allow it in the side panel.', 'bookmarks');
    if (!tab.url) {
      throw new BrowserProblem(
        'Earshot does not see the address of this page. Click its icon in the toolbar, or allow all sites in the side panel.',
        'hosts',
      );
    }
    const site = siteOf(tab);
    const shown = shownTab(tab, await neverSites());
    const nameOf = (bookmark: string) => JSON.stringify(shown === tab ? bookmark : shown.title);
    const [known] = await api.bookmarks.search({ url: tab.url }).catch(() => []);
    if (known) {
      const changed = `nothing: ${nameOf(known.title)} is bookmarked already`;
      return { result: { ok: true, changed, page: identityOf(shown) }, site };
    }
    const { id, title: name } = await api.bookmarks.create({
      title: title ?? tab.title ?? tab.url,
      url: tab.url,
    });
    const changed = `bookmark ${nameOf(name)} added`;
    return {
      result: { ok: true, changed, page: identityOf(shown) },
      site,
      undo: { kind: 'remove_bookmark', id },
    };
  },
};
