import { probeBackend } from '../session/backend-probe';
import { BackendWatch } from './backend-watch.svelte';

/** @returns a watch that checks while this page is visible, and at once when it becomes visible. */
export function pageBackendWatch(): BackendWatch {
  const watch = new BackendWatch({
    probe: (url) => probeBackend(url, window),
    hidden: () => document.hidden,
  });
  document.addEventListener('visibilitychange', () => void watch.check());
  return watch;
}
