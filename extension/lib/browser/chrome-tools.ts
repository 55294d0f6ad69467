import { browser } from 'wxt/browser';
import { parseNeverSites } from '../settings/never-sites';
import { parseAllowedActs, withAllowedAct, type AllowedAct } from '../settings/allowed-acts';
import { allowedActsSetting, neverSitesSetting } from '../settings/stored-settings';
import { BUILD_ID } from '../version/build-id';
import type { BrowserTools } from './browser-tools';
import { PageScripts } from './page/page-scripts';

/** Carries calls out in this browser. */
export function browserTools(): BrowserTools {
  // Read for each call: the worker keeps nothing.
  const neverSites = async () => parseNeverSites(await neverSitesSetting.getValue());
  const allowedActs = async (add?: AllowedAct) => {
    const stored = parseAllowedActs(await allowedActsSetting.getValue());
    if (!add) return stored;
    const acts = withAllowedAct(stored, add);
    await allowedActsSetting.setValue(acts);
    return acts;
  };
  return { api: browser, pages: new PageScripts(browser, BUILD_ID, neverSites), neverSites, allowedActs };
}
