import { activeTab, neededActiveTab, tabById, type KnownTab } from '../access/active-tab';
import type { BrowserApi } from '../browser-api';
import type { ToolRun, ToolRunAnswer } from '../browser-calls';
import { BrowserProblem } from '../browser-problem';
import type { BrowserTools } from '../browser-tools';
import { identityOf, named, shownTab, siteOf } from '../page/identity';
import { sleep } from '../time-limit';
import { recentlyClosed, reopening } from './recently-closed';

/** How long a tab may take to close, before its page is taken to ask whether the user wants to leave it. */
const CLOSING_MS = 500;
const POLL_MS = 20;

/** Closes tabs, by default the active one. The browser's last window stays, with an empty tab: the call goes on. */
export async function closeTabs(
  { arguments: { tabs: ids } }: ToolRun<'close_tab'>,
  { api, neverSites }: BrowserTools,
): Promise<ToolRunAnswer> {
  const tabs = ids
    ? await Promise.all([...new Set(ids)].map((id) => tabById(api, id)))
    : [await neededActiveTab(api)];
  const [first] = tabs;
  const excluded = await neverSites();
  const nameOf = (tab: KnownTab) => named('tab', shownTab(tab, excluded));
  if (!first) throw new BrowserProblem('It is not clear which tab is to be closed.');
  const before = await recentlyClosed(api);
  const keptOpen = await keepBrowserOpen(api, tabs);
  await api.tabs.remove(tabs.map(({ id }) => id));
  const open = await stillOpen(api, tabs);
  const closed = tabs.filter((tab) => !open.includes(tab));
  if (closed.length === 0)
    throw new BrowserProblem(
      `${sentence(nameOf(first))} asks whether you want to leave it. Answer in the browser.`,
    );
  const now = (await activeTab(api)) ?? first;
  const changed = [
    closed.length === 1 ? `${nameOf(closed[0]!)} closed` : `${closed.length} tabs closed`,
    ...(open.length > 0 ? [`${open.length} tabs ask whether you want to leave them`] : []),
    ...(keptOpen ? ['an empty tab keeps the browser open'] : []),
  ].join(', ');
  const undo = await reopening(api, closed, before);
  const page = identityOf(shownTab(now, excluded));
  return { result: { ok: true, changed, page }, site: siteOf(first), ...undo };
}

/** Opens an empty tab if the others are all that the browser has. @returns whether it did */
async function keepBrowserOpen(api: BrowserApi, closing: readonly KnownTab[]): Promise<boolean> {
  const all = await api.tabs.query({ windowType: 'normal' });
  const ids = new Set(closing.map(({ id }) => id));
  if (all.some(({ id }) => !ids.has(id!))) return false;
  await api.tabs.create({ windowId: closing[0]!.windowId });
  return true;
}

/** @returns the tabs that do not close */
async function stillOpen(api: BrowserApi, tabs: readonly KnownTab[]): Promise<KnownTab[]> {
  const deadline = Date.now() + CLOSING_MS;
  for (;;) {
    const found = await Promise.all(tabs.map(({ id }) => api.tabs.get(id).catch(() => null)));
    const open = tabs.filter((_, index) => found[index] !== null);
    if (open.length === 0 || Date.now() >= deadline) return open;
    await sleep(POLL_MS);
  }
}

const sentence = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
