import { once } from 'node:events';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { WebSocketServer, type WebSocket } from 'ws';
import { isGatewayPath, pathOf, type Upgrades } from '../gateway/upgrades.js';

const PATHS = 'an agent listens on /, /ws and /ws/<port>';
const UPGRADE = 'This is the port of an agent: connect to it by WebSocket.\n';

/** The port of an agent. It serves WebSockets only. */
export class AgentServer {
  readonly #webSockets: WebSocketServer;
  /** Also those of clients that have not asked for anything yet, and for which a server waits before it closes. */
  readonly #connections = new Set<Socket>();

  /** @param server does not listen yet */
  constructor(
    private readonly server: Server,
    private readonly upgrades: Upgrades,
  ) {
    const pathProblem = (request: IncomingMessage) => (isGatewayPath(pathOf(request)) ? undefined : PATHS);
    this.#webSockets = new WebSocketServer({ noServer: true, ...upgrades.serverOptions(pathProblem) });
    server.on('connection', (socket: Socket) => {
      this.#connections.add(socket);
      socket.once('close', () => this.#connections.delete(socket));
    });
    server.on('request', askForWebSocket);
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /**
   * Takes the port. Clients are served from `open` on.
   * @param onError of the server, once it listens, such as that the process may open no more files
   * @throws Error of the system
   */
  async listen(port: number, host: string, onError: (error: Error) => void): Promise<void> {
    this.server.listen({ port, host });
    await once(this.server, 'listening');
    this.server.on('error', onError);
  }

  open(onConnection: (socket: WebSocket, request: IncomingMessage) => void): void {
    this.server.on('upgrade', (request: IncomingMessage, socket: Socket, head: Buffer) =>
      this.#webSockets.handleUpgrade(request, socket, head, (webSocket) => {
        this.upgrades.watch(webSocket);
        onConnection(webSocket, request);
      }),
    );
  }

  /**
   * Takes no more clients, lets those go that there are, and frees the port.
   * @param farewell closes the clients' WebSockets; what is left of them then is cut
   */
  async close(farewell?: () => Promise<void>): Promise<void> {
    const closed = new Promise<void>((resolve) => this.server.close(() => resolve()));
    this.#webSockets.close();
    await farewell?.();
    for (const socket of this.#connections) socket.destroy();
    await closed;
  }
}

function askForWebSocket(_request: IncomingMessage, response: ServerResponse): void {
  response.writeHead(426, {
    'Content-Type': 'text/plain; charset=utf-8',
    'Content-Length': UPGRADE.length,
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'no-store',
    Upgrade: 'websocket',
    Connection: 'Upgrade, close',
  });
  response.end(UPGRADE);
}
