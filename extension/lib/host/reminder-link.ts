import type { BackendClient } from '../session/backend-client';
import type { SessionState } from '../session/state/session-state';

export interface ReminderLinkDeps {
  client: BackendClient;
  session(): SessionState;
  /** Passes a backend's list on. @returns the ids that the user has dismissed and the backend still lists. */
  passOn(backendUrl: string, items: unknown[]): Promise<string[]>;
}

/** Passes reminders from the backend to the service worker, and dismissed ones back. */
export class ReminderLink {
  constructor(private readonly deps: ReminderLinkDeps) {
    deps.client.onData((message) => {
      if (message.name === 'reminders') void this.#onList(message.data.items);
    });
  }

  /** Without a call with that backend it does nothing: the report follows the next list of that backend. */
  reportDone(backendUrl: string, id: string): void {
    const { connection, backendUrl: current } = this.deps.session();
    if (connection === 'open' && current === backendUrl)
      this.deps.client.sendCommand('reminder_done', { id });
  }

  async #onList(items: unknown[]): Promise<void> {
    const { backendUrl } = this.deps.session();
    if (backendUrl === null) return;
    for (const id of await this.deps.passOn(backendUrl, items)) this.reportDone(backendUrl, id);
  }
}
