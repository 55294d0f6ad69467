import { excludedBy } from '../../settings/never-sites';
import { PlaceProblem } from '../browser-problem';
import type { BrowserTools } from '../browser-tools';
import { tabOr, type KnownTab } from './active-tab';
import { placeOf } from './places';
import { excluded } from './refusals';

/**
 * Finds a tab whose page may be looked at and used, as far as its address tells.
 * @param tabId the active tab if missing
 * @throws BrowserProblem if it is closed, excluded, or of a kind where no extension may be
 */
export async function enterTab(tools: BrowserTools, tabId: number | undefined): Promise<KnownTab> {
  const tab = await tabOr(tools.api, tabId);
  await checkAddress(tools, tab.url);
  return tab;
}

/**
 * @param url missing where the browser does not tell it; it tells that of each page that Earshot may enter
 * @throws BrowserProblem if the page is excluded, or of a kind where no extension may be
 */
export async function checkAddress(tools: BrowserTools, url: string | undefined): Promise<void> {
  if (url === undefined) return;
  const site = excludedBy(await tools.neverSites(), url);
  if (site !== null) throw excluded(site);
  const place = placeOf(url);
  if (place !== null && !(place === 'file' && (await tools.api.extension.isAllowedFileSchemeAccess())))
    throw new PlaceProblem(place);
}
