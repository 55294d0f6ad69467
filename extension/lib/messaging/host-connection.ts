import type { HostEvent, PanelRequest } from './messages';
import type { RuntimePort } from './runtime-port';

export interface HostConnectionDeps {
  /** Resolves once the page that hosts the session is there. */
  ensureHost(): Promise<void>;
  connect(): RuntimePort;
  onEvent(event: HostEvent): void;
  /** Calls back after a while. */
  later(callback: () => void, delayMs: number): void;
}

const RETRY_MS = 250;

/** A view's side of the port: attaches, and attaches again when the host went away. */
export class HostConnection {
  #port: RuntimePort | null = null;
  #unsent: PanelRequest[] = [];
  #closed = false;

  constructor(private readonly deps: HostConnectionDeps) {}

  async open(): Promise<void> {
    try {
      await this.deps.ensureHost();
    } catch {
      this.#reopen();
      return;
    }
    if (this.#closed) return;
    const port = this.deps.connect();
    port.onDisconnect.addListener(() => {
      if (this.#port === port) this.#port = null;
      this.#reopen();
    });
    port.onMessage.addListener((message) => {
      // Only the host posts here, and its first message proves that it is the one who answers.
      if (this.#port !== port) this.#attached(port);
      this.deps.onEvent(message as HostEvent);
    });
  }

  /** What is asked for while the host is not there waits for it. */
  send(request: PanelRequest): void {
    if (this.#port) this.#port.postMessage(request);
    else this.#unsent.push(request);
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

  #reopen(): void {
    if (!this.#closed) this.deps.later(() => void this.open(), RETRY_MS);
  }
}
