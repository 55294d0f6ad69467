import { vi } from 'vitest';
import { PanelBrowser, type PanelBrowserDeps } from '../panel/page/panel-browser.svelte';

/** A browser that allows everything. */
export function fakePanelBrowser() {
  const deps = {
    request: vi.fn<PanelBrowserDeps['request']>(() => Promise.resolve(true)),
    remove: vi.fn<PanelBrowserDeps['remove']>(() => Promise.resolve(true)),
    saveNeverSites: vi.fn<PanelBrowserDeps['saveNeverSites']>(),
    saveAllowedActs: vi.fn<PanelBrowserDeps['saveAllowedActs']>(),
    shortcuts: vi.fn<PanelBrowserDeps['shortcuts']>(() =>
      Promise.resolve([
        { description: 'Start talking, or unmute the microphone', keys: 'Alt+Shift+E' },
        { description: 'Stop speaking', keys: '' },
      ]),
    ),
    openShortcuts: vi.fn(),
  };
  return { browser: new PanelBrowser(deps), deps };
}
