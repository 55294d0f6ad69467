import { tabOr, type KnownTab } from '../access/active-tab';
import { enterTab } from '../access/enter';
import type { ToolRun, ToolRunAnswer } from '../browser-calls';
import type { BrowserTools } from '../browser-tools';
import type { PageMediaAction } from '../../page/page-calls';
import { act } from '../page/act';
import { identityOf, named, shownTab, siteOf } from '../page/identity';
import { RefNumbers } from '../page/ref-numbers';

/** Controls video and sound: the whole tab's sound, otherwise the first frame that has any. */
export async function media(run: ToolRun<'media'>, tools: BrowserTools): Promise<ToolRunAnswer> {
  const { action, tab: tabId } = run.arguments;
  if (action === 'mute' || action === 'unmute')
    return setMuted(tools, await tabOr(tools.api, tabId), action === 'mute');
  const tab = await enterTab(tools, tabId);
  return inFirstFrame(run, tools, tab, action);
}

async function setMuted(
  { api, neverSites }: BrowserTools,
  tab: KnownTab,
  muted: boolean,
): Promise<ToolRunAnswer> {
  const shown = shownTab(tab, await neverSites());
  const word = muted ? 'muted' : 'unmuted';
  if (tab.mutedInfo?.muted !== muted) await api.tabs.update(tab.id, { muted });
  const changed =
    tab.mutedInfo?.muted === muted
      ? `nothing: ${named('tab', shown)} is ${word} already`
      : `${named('tab', shown)} ${word}`;
  return { result: { ok: true, changed, page: identityOf(shown) }, site: siteOf(tab) };
}

async function inFirstFrame(
  { refs }: ToolRun,
  tools: BrowserTools,
  tab: KnownTab,
  action: PageMediaAction,
): Promise<ToolRunAnswer> {
  const numbers = new RefNumbers(refs);
  let first: ToolRunAnswer | undefined;
  for (const document of await tools.pages.documents(tab.id)) {
    const { run, outcome } = await act(tools, document, 'media', { action }, numbers);
    if (!outcome?.absent) return run;
    first ??= run;
  }
  return first!;
}
