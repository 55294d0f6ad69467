import { activeTab, tabById, type KnownTab } from './access/active-tab';
import { enterTab } from './access/enter';
import type { RefState, ToolRunAnswer, UndoStep } from './browser-calls';
import { BrowserProblem } from './browser-problem';
import type { BrowserTools } from './browser-tools';
import { act } from './page/act';
import { addressIn, identityOf, named, shortUrl, shownTab, siteOf } from './page/identity';
import { RefNumbers } from './page/ref-numbers';
import { navigate, travel } from './tabs/navigate';

/** Takes back what a call did. @throws BrowserProblem if that is no longer possible */
export async function undoStep(step: UndoStep, refs: RefState, tools: BrowserTools): Promise<ToolRunAnswer> {
  const { api } = tools;
  const shownById = async (id: number) => shownTab(await tabById(api, id), await tools.neverSites());
  switch (step.kind) {
    case 'page': {
      await enterTab(tools, step.tabId);
      const { run } = await act(tools, step, 'undo', { undo: step.undo }, new RefNumbers(refs));
      return run;
    }
    case 'reopen_tabs':
      return reopen(step, tools);
    case 'close_tab': {
      await checkStays(step, tools);
      const tab = await shownById(step.tabId);
      await api.tabs.remove(tab.id);
      return done(tools, `${named('tab', tab)} closed`);
    }
    case 'switch_tab': {
      const tab = await shownById(step.tabId);
      await api.tabs.update(tab.id, { active: true });
      await api.windows.update(tab.windowId, { focused: true });
      return { ...(await done(tools, `${named('tab', tab)} is shown`, tab)), site: siteOf(tab) };
    }
    case 'go_back':
      await checkStays(step, tools);
      return goBack(step, tools);
    case 'remove_bookmark': {
      await api.bookmarks.remove(step.id);
      return done(tools, 'the bookmark is removed');
    }
    case 'zoom': {
      const tab = await shownById(step.tabId);
      await api.tabs.setZoom(tab.id, step.factor);
      return {
        ...(await done(tools, `the zoom is ${Math.round(step.factor * 100)} %`, tab)),
        site: siteOf(tab),
      };
    }
  }
}

/** @throws BrowserProblem if the tab shows another page than the act led to: that one is not taken away */
async function checkStays(
  { tabId, to = '' }: Extract<UndoStep, { kind: 'go_back' | 'close_tab' }>,
  { api, neverSites }: BrowserTools,
): Promise<void> {
  if (to !== '' && addressIn(await tabById(api, tabId), await neverSites()) !== to)
    throw new BrowserProblem('The tab shows another page now, so it was left as it is.');
}

/** @param tab is shown now; by default the active one */
async function done(
  { api, neverSites }: BrowserTools,
  changed: string,
  tab?: KnownTab,
): Promise<ToolRunAnswer> {
  const shown = tab ?? (await activeTab(api));
  const page = shown ? identityOf(shownTab(shown, await neverSites())) : { title: '', url: '' };
  return { result: { ok: true, changed, page } };
}

async function reopen(
  { sessionIds, urls }: Extract<UndoStep, { kind: 'reopen_tabs' }>,
  tools: BrowserTools,
): Promise<ToolRunAnswer> {
  const { api } = tools;
  let count = 0;
  // The oldest first: each tab then finds its place among those that were there when it was closed.
  for (const id of sessionIds.toReversed()) {
    if (await api.sessions.restore(id).catch(() => null)) count++;
  }
  for (const url of urls) if (await api.tabs.create({ url }).catch(() => null)) count++;
  const wanted = sessionIds.length + urls.length;
  if (count === 0) throw new BrowserProblem('The browser could not open the tab again.');
  if (count < wanted) return done(tools, `${count} of ${wanted} tabs opened again`);
  return done(tools, count === 1 ? 'the tab opened again' : `${count} tabs opened again`);
}

async function goBack(
  { tabId, url }: Extract<UndoStep, { kind: 'go_back' }>,
  tools: BrowserTools,
): Promise<ToolRunAnswer> {
  const { api } = tools;
  const answer = await travel(tools, tabId, 'back').catch(() => null);
  const isThere = answer !== null && (url === '' || !answer.site?.url || answer.site.url === shortUrl(url));
  if (isThere) return answer;
  if (url === '') throw new BrowserProblem('There is no page to go back to.');
  return navigate(tools, { tabId, begin: () => api.tabs.update(tabId, { url }), address: url });
}
