import type { CallBrowser } from '../../tools/calls/call-browser';
import type { CopilotEvent } from '../../session/state/copilot-state';

/** Keeps what the session knows of the active tab and the permissions up to date: the worker only says that it has changed. */
export class BrowserState {
  readonly #page: () => void;
  readonly #permissions: () => void;

  /** @param glances whether what the page has is shown, as examples */
  constructor(callBrowser: CallBrowser, apply: (event: CopilotEvent) => void, glances: () => boolean) {
    this.#page = latest(async () => {
      apply({ type: 'page', page: await callBrowser('page_access', { glance: glances() }) });
    });
    this.#permissions = latest(async () => {
      apply({ type: 'permissions', permissions: await callBrowser('permissions', {}) });
    });
  }

  refreshPage(): void {
    this.#page();
  }

  refreshPermissions(): void {
    this.#permissions();
    // Access to a page depends on them.
    this.#page();
  }
}

/** @returns a function that runs one refresh at a time: one that is asked for meanwhile follows, however often. */
function latest(refresh: () => Promise<void>): () => void {
  let running = false;
  let again = false;
  const run = async () => {
    running = true;
    // The first refresh begins before the session is complete.
    await Promise.resolve();
    do {
      again = false;
      await refresh().catch(() => undefined);
    } while (again);
    running = false;
  };
  return () => {
    if (running) again = true;
    else void run();
  };
}
