import { browser } from 'wxt/browser';
import { storage } from 'wxt/utils/storage';
import { runningBuild } from '../messaging/send-to-worker';
import { BUILD_FILE } from '../version/build-id';
import { readBuildFile } from '../version/read-build-file';
import { ReloadWatch } from './reload-watch.svelte';

const dismissedReloads = storage.defineItem<string[]>('session:dismissedReloads', { fallback: [] });

/** @returns a watch that checks while this page is visible, and at once when it becomes visible. */
export function pageReloadWatch(): ReloadWatch {
  const watch = new ReloadWatch({
    version: browser.runtime.getManifest().version,
    runningBuild,
    buildOnDisk: () => readBuildFile(browser.runtime.getURL(`/${BUILD_FILE}` as '/')),
    dismissed: {
      load: () => dismissedReloads.getValue(),
      save: (keys) => dismissedReloads.setValue(keys),
    },
    hidden: () => document.hidden,
  });
  document.addEventListener('visibilitychange', () => void watch.check());
  void watch.start();
  return watch;
}
