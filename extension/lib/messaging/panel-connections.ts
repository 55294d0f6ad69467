import { isExtensionPage } from './extension-page';
import { parsePanelRequest, SESSION_PORT, type HostEvent, type PanelRequest } from './messages';
import type { RuntimePort } from './runtime-port';

export interface PanelConnectionsDeps {
  /** Origin of this extension's pages, with a trailing slash. */
  origin: string;
  /** The first event for a new panel. */
  snapshot(): HostEvent;
  onRequest(request: PanelRequest): void;
  onCountChange(count: number): void;
}

/** The host's end of the ports: each panel gets a snapshot and then every event. */
export class PanelConnections {
  readonly #ports = new Set<RuntimePort>();

  constructor(private readonly deps: PanelConnectionsDeps) {}

  /** Ignores ports of other names, and disconnects senders that are not pages of this extension. */
  accept(port: RuntimePort): void {
    if (port.name !== SESSION_PORT) return;
    if (!isExtensionPage(port.sender, this.deps.origin)) return port.disconnect();
    this.#ports.add(port);
    port.onMessage.addListener((message) => {
      const request = parsePanelRequest(message);
      if (request) this.deps.onRequest(request);
    });
    port.onDisconnect.addListener(() => {
      this.#ports.delete(port);
      this.deps.onCountChange(this.#ports.size);
    });
    port.postMessage(this.deps.snapshot());
    this.deps.onCountChange(this.#ports.size);
  }

  broadcast(event: HostEvent): void {
    for (const port of this.#ports) port.postMessage(event);
  }
}
