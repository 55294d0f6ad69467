import type { RuntimePort } from '../messaging/runtime-port';

/** One end of a port. Messages arrive at the other end as JSON copies, as with the browser's ports. */
class FakePort implements RuntimePort {
  readonly received: unknown[] = [];
  peer: FakePort | null = null;
  readonly #messageListeners: ((message: unknown) => void)[] = [];
  readonly #disconnectListeners: (() => void)[] = [];

  constructor(
    readonly name: string,
    readonly sender?: { id?: string; url?: string },
  ) {}

  readonly onMessage = {
    addListener: (listener: (message: unknown) => void) => this.#messageListeners.push(listener),
  };
  readonly onDisconnect = { addListener: (listener: () => void) => this.#disconnectListeners.push(listener) };

  postMessage(message: unknown): void {
    const copy: unknown = JSON.parse(JSON.stringify(message));
    this.peer?.received.push(copy);
    for (const listener of this.peer?.listeners ?? []) listener(copy);
  }

  /** Fires `onDisconnect` at the other end only, as the browser does. */
  disconnect(): void {
    const { peer } = this;
    this.peer = null;
    peer?.drop();
  }

  get listeners(): ((message: unknown) => void)[] {
    return this.#messageListeners;
  }

  drop(): void {
    this.peer = null;
    for (const listener of this.#disconnectListeners) listener();
  }
}

/** @param url of the page that connects; its host is the id of the sending extension. */
export function fakePorts(name: string, url: string): { host: FakePort; view: FakePort } {
  const host = new FakePort(name, { id: new URL(url).host, url });
  const view = new FakePort(name);
  host.peer = view;
  view.peer = host;
  return { host, view };
}

export type { FakePort };
