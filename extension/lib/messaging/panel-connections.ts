import { isExtensionPage } from './extension-page';
import { parsePanelRequest, SESSION_PORT, type HostEvent, type PanelRequest } from './messages';
import type { RuntimePort } from './runtime-port';

export interface PanelConnectionsDeps {
  /** Of this extension's pages. */
  origin: string;
  /** The first event for a new view. */
  snapshot(): HostEvent;
  onRequest(request: PanelRequest): void;
  onPanels(count: number): void;
}

/** The host's side of the ports: views come and go, each gets a snapshot and then every event. */
export class PanelConnections {
  readonly #ports = new Set<RuntimePort>();

  constructor(private readonly deps: PanelConnectionsDeps) {}

  /** Refuses ports of other names and of anything that is not a page of this extension. */
  attach(port: RuntimePort): void {
    if (port.name !== SESSION_PORT) return;
    if (!isExtensionPage(port.sender, this.deps.origin)) return port.disconnect();
    this.#ports.add(port);
    port.onMessage.addListener((message) => {
      const request = parsePanelRequest(message);
      if (request) this.deps.onRequest(request);
    });
    port.onDisconnect.addListener(() => {
      this.#ports.delete(port);
      this.deps.onPanels(this.#ports.size);
    });
    port.postMessage(this.deps.snapshot());
    this.deps.onPanels(this.#ports.size);
  }

  publish(event: HostEvent): void {
    for (const port of this.#ports) port.postMessage(event);
  }
}
