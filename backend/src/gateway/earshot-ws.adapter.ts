import { Logger, type INestApplication } from '@nestjs/common';
import { WsAdapter } from '@nestjs/platform-ws';
import type { IncomingMessage, Server } from 'node:http';
import type { ServerOptions, WebSocketServer } from 'ws';
import { AgentGateways } from './agent-gateways.js';
import { isGatewayPath, isWsPath, pathOf, Upgrades } from './upgrades.js';

const PATHS = 'Earshot listens on /, /ws and /ws/<port>, and on /agents/<channel> for each agent that runs';

/** Nest's ws adapter for the main port, with the access check and the limits of `Upgrades`. */
export class EarshotWsAdapter extends WsAdapter {
  readonly #logger = new Logger(EarshotWsAdapter.name);
  readonly #upgrades: Upgrades;

  /** Upgrade requests for a path that is not served. */
  readonly #unknownPath = new WeakSet<IncomingMessage>();

  constructor(app: INestApplication) {
    super(app);
    this.#upgrades = app.get(Upgrades, { strict: false });
    const agents = app.get(AgentGateways, { strict: false });
    // Nest compares paths exactly, and closes a connection to any other path without a response.
    (this.httpServer as Server).prependListener('upgrade', (request: IncomingMessage) => {
      const path = pathOf(request);
      if (!isGatewayPath(path) && !agents.route(request, path)) this.#unknownPath.add(request);
      const query = /[?][^#]*/.exec(request.url ?? '')?.[0] ?? '';
      request.url = `${isWsPath(path) ? '/ws' : '/'}${query}`;
    });
  }

  override create(port: number, options: ServerOptions & { namespace?: string; server?: unknown }): unknown {
    const ours = this.#upgrades.serverOptions((request) =>
      this.#unknownPath.has(request) ? PATHS : undefined,
    );
    return super.create(port, { ...options, ...ours } as Parameters<WsAdapter['create']>[1]);
  }

  /** Frames go straight to the client's connection, because Nest's message pipeline does not keep their order. */
  override bindMessageHandlers(): void {}

  override bindErrorHandler(server: WebSocketServer): WebSocketServer {
    server.on('connection', (socket) => this.#upgrades.watch(socket));
    server.on('error', (error) => this.#logger.error(error));
    return server;
  }
}
