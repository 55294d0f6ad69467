import type { HostEvent, PanelRequest } from './messages';
import type { RuntimePort } from './runtime-port';

export interface HostConnectionDeps {
  /** Resolves once the page that hosts the session exists. */
  ensureHost(): Promise<void>;
  connect(): RuntimePort;
  onEvent(event: HostEvent): void;
  setTimeout(callback: () => void, delayMs: number): void;
}

const RETRY_MS = 250;

/** Requests that wait for the host; the oldest are dropped. */
const MAX_UNSENT = 64;

/** A panel's end of the port: connects to the host, and connects again when the host is gone. */
export class HostConnection {
  #port: RuntimePort | null = null;
  #unsent: PanelRequest[] = [];
  #closed = false;

  constructor(private readonly deps: HostConnectionDeps) {}

  async open(): Promise<void> {
    try {
      await this.deps.ensureHost();
    } catch {
      this.#reopenLater();
      return;
    }
    if (this.#closed) return;
    const port = this.deps.connect();
    port.onDisconnect.addListener(() => {
      if (this.#port === port) this.#port = null;
      this.#reopenLater();
    });
    port.onMessage.addListener((message) => {
      // The port is usable once the host has answered: another page of the extension may have accepted it.
      if (this.#port !== port) this.#attached(port);
      this.deps.onEvent(message as HostEvent);
    });
  }

  /** Requests wait until the host has answered. */
  send(request: PanelRequest): void {
    if (this.#port) this.#port.postMessage(request);
    else this.#unsent = [...this.#unsent, request].slice(-MAX_UNSENT);
  }

  close(): void {
    this.#closed = true;
    this.#port?.disconnect();
    this.#port = null;
  }

  #attached(port: RuntimePort): void {
    this.#port = port;
    const unsent = this.#unsent;
    this.#unsent = [];
    for (const request of unsent) port.postMessage(request);
  }

  #reopenLater(): void {
    if (!this.#closed) this.deps.setTimeout(() => void this.open(), RETRY_MS);
  }
}
