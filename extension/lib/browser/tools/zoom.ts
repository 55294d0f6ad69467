import { neededActiveTab } from '../access/active-tab';
import type { ToolRun, ToolRunAnswer } from '../browser-calls';
import type { BrowserTools } from '../browser-tools';
import { identityOf, shownTab, siteOf } from '../page/identity';

/** The steps of the browser's own zoom. */
const STEPS = [0.25, 0.33, 0.5, 0.67, 0.75, 0.8, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2, 2.5, 3, 4, 5];

/** Two zooms that differ by less are one: the browser's are rounded. */
const TOLERANCE = 0.005;

export async function zoom(
  { arguments: { direction } }: ToolRun<'zoom'>,
  { api, neverSites }: BrowserTools,
): Promise<ToolRunAnswer> {
  const tab = await neededActiveTab(api);
  const before = await api.tabs.getZoom(tab.id);
  // 0 is the zoom that the user has set for all sites.
  await api.tabs.setZoom(tab.id, direction === 'reset' ? 0 : nextStep(before, direction));
  const after = await api.tabs.getZoom(tab.id);
  const percent = `${Math.round(after * 100)} %`;
  const same = Math.abs(after - before) < TOLERANCE;
  const changed = same ? `nothing: the zoom is ${percent} already` : `the zoom is ${percent}`;
  return {
    result: { ok: true, changed, page: identityOf(shownTab(tab, await neverSites())) },
    site: siteOf(tab),
    ...(!same && { undo: { kind: 'zoom', tabId: tab.id, factor: before } }),
  };
}

function nextStep(factor: number, direction: 'in' | 'out'): number {
  const next =
    direction === 'in'
      ? STEPS.find((step) => step > factor + TOLERANCE)
      : STEPS.findLast((step) => step < factor - TOLERANCE);
  return next ?? factor;
}
