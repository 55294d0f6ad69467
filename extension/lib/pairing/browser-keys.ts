import { BackendKeys } from './backend-keys';
import { computerKey } from './computer-key';
import { PairedKeys } from './paired-keys';

/** @returns the keys of this browser; every page of the extension sees the same. */
export const browserKeys = (): BackendKeys =>
  new BackendKeys({
    paired: new PairedKeys(),
    computerKey: () => computerKey((path) => fetch(path)),
    nowMs: () => Date.now(),
  });
