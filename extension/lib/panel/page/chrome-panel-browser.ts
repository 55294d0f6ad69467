import { browser } from 'wxt/browser';
import { OPTIONAL_PERMISSIONS } from '../../browser/permissions';
import { allowedActsSetting, neverSitesSetting } from '../../settings/stored-settings';
import { PanelBrowser } from './panel-browser.svelte';

/** Where Chrome lets users change the keys of extensions. */
const SHORTCUTS_PAGE = 'chrome://extensions/shortcuts';

/** The panel's decisions about the browser, stored and carried out by it. */
export function chromePanelBrowser(): PanelBrowser {
  const panelBrowser = new PanelBrowser({
    request: (permission) => browser.permissions.request(OPTIONAL_PERMISSIONS[permission]),
    remove: (permission) => browser.permissions.remove(OPTIONAL_PERMISSIONS[permission]),
    saveAllowedActs: (acts) => void allowedActsSetting.setValue(acts),
    saveNeverSites: (sites) => void neverSitesSetting.setValue(sites),
    shortcuts: async () => {
      const commands = await browser.commands.getAll();
      return commands.flatMap(({ description, shortcut }) =>
        description ? [{ description, keys: shortcut ?? '' }] : [],
      );
    },
    openShortcuts: () => void browser.tabs.create({ url: SHORTCUTS_PAGE }),
  });
  void allowedActsSetting.getValue().then((acts) => panelBrowser.useAllowedActs(acts));
  allowedActsSetting.watch((acts) => panelBrowser.useAllowedActs(acts));
  void neverSitesSetting.getValue().then((sites) => panelBrowser.useNeverSites(sites));
  neverSitesSetting.watch((sites) => panelBrowser.useNeverSites(sites));
  return panelBrowser;
}
