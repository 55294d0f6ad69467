import { excludedBy } from '../../settings/never-sites';
import type { PageGlance } from '../../page/page-calls';
import type { PageAccess } from '../browser-calls';
import { PlaceProblem } from '../browser-problem';
import type { BrowserTools } from '../browser-tools';
import { OPTIONAL_PERMISSIONS } from '../permissions';
import { withLimit } from '../time-limit';
import { activeTab, type KnownTab } from './active-tab';
import { checkAddress } from './enter';
import { reasonOf } from './refusals';

/** A page that does not answer sooner is busy or shows a message; Earshot may be let in all the same. */
const PROBE_MS = 500;

type Access = Pick<PageAccess, 'access' | 'place' | 'mayBeFile'>;

/**
 * @param options `glance`: whether to look what the page has, too
 * @returns the tab that the user sees and what Earshot may do there; null without one
 */
export async function pageAccess(
  { glance }: { glance?: boolean },
  tools: BrowserTools,
): Promise<PageAccess | null> {
  const tab = await activeTab(tools.api);
  if (!tab) return null;
  const access = await accessTo(tools, tab);
  const seen =
    glance && (access.access === 'all' || access.access === 'this_tab') && (await glanceAt(tools, tab));
  return {
    tabId: tab.id,
    title: tab.title ?? '',
    url: tab.url ?? '',
    faviconUrl: tab.favIconUrl ?? null,
    ...access,
    incognito: tab.incognito,
    ...(seen && { glance: seen }),
  };
}

/** @returns null if the page does not answer soon: it is about examples only */
async function glanceAt({ pages }: BrowserTools, { id }: KnownTab): Promise<PageGlance | null> {
  const look = pages
    .one({ tabId: id }, 'glance', {})
    .then(({ answer }) => ('error' in answer ? null : answer));
  return withLimit(look, PROBE_MS, () => null).catch(() => null);
}

async function accessTo(tools: BrowserTools, tab: KnownTab): Promise<Access> {
  if (tab.url && excludedBy(await tools.neverSites(), tab.url) !== null) return { access: 'never' };
  try {
    await checkAddress(tools, tab.url);
    await withLimit(tools.pages.enter(tab.id), PROBE_MS, () => undefined);
  } catch (error) {
    const problem = await reasonOf(error, tools.api);
    if (problem instanceof PlaceProblem) return { access: 'forbidden', place: problem.place };
    if (problem.needs !== 'hosts') return { access: 'forbidden', place: 'other' };
    const opensFiles = await tools.api.extension.isAllowedFileSchemeAccess();
    return { access: 'none', ...(!opensFiles && { mayBeFile: true }) };
  }
  const all = await tools.api.permissions.contains(OPTIONAL_PERMISSIONS.hosts);
  return { access: all ? 'all' : 'this_tab' };
}
