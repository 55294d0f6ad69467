import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { WebSocketServer, type WebSocket } from 'ws';

/** An answer to a refused handshake. */
export interface Refusal {
  status: number;
  headers?: Record<string, string>;
  body?: string;
}

export interface LoopbackHandlers {
  http?(request: IncomingMessage, response: ServerResponse, url: URL): void | Promise<void>;
  /** A WebSocket whose handshake was accepted. */
  socket?(socket: WebSocket, request: IncomingMessage, url: URL): void;
  /** Whether a WebSocket's pings are answered now. Default: yes. */
  answersPings?(): boolean;
  /** @returns what refuses the handshake (or just its HTTP status), or undefined to accept it */
  refuse?(request: IncomingMessage, url: URL): Refusal | number | undefined;
}

/** A server for HTTP and WebSockets on 127.0.0.1 and a free port, which counts its open connections. */
export class LoopbackServer implements AsyncDisposable {
  readonly #sockets = new Set<Socket>();
  #openRequests = 0;
  readonly #webSockets = new WebSocketServer({
    noServer: true,
    autoPong: false,
    handleProtocols: (protocols) => [...protocols][0] ?? false,
  });

  private constructor(private readonly server: ReturnType<typeof createServer>) {
    server.on('connection', (socket: Socket) => {
      this.#sockets.add(socket);
      socket.once('close', () => this.#sockets.delete(socket));
    });
  }

  /** @param tls a certificate and its key, in PEM */
  static async start(
    handlers: LoopbackHandlers,
    tls?: { cert: string; key: string },
  ): Promise<LoopbackServer> {
    const onRequest = (request: IncomingMessage, response: ServerResponse) => {
      const url = new URL(request.url ?? '/', 'http://loopback');
      self.#openRequests++;
      response.once('close', () => self.#openRequests--);
      Promise.resolve(
        handlers.http ? handlers.http(request, response, url) : response.writeHead(404).end(),
      ).catch(() => response.destroy());
    };
    const server = tls ? createTlsServer(tls, onRequest) : createServer(onRequest);
    const self = new LoopbackServer(server);
    server.on('upgrade', (request: IncomingMessage, socket: Socket, head: Buffer) => {
      const url = new URL(request.url ?? '/', 'http://loopback');
      const refusal = handlers.socket ? handlers.refuse?.(request, url) : 404;
      if (refusal !== undefined) {
        socket.end(refusalText(typeof refusal === 'number' ? { status: refusal } : refusal));
        return;
      }
      self.#webSockets.handleUpgrade(request, socket, head, (webSocket) => {
        webSocket.on('ping', (data) => {
          if (handlers.answersPings?.() ?? true) webSocket.pong(data);
        });
        handlers.socket?.(webSocket, request, url);
      });
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return self;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** `host:port` */
  get address(): string {
    return `127.0.0.1:${this.port}`;
  }

  /** WebSockets that are open now. */
  get openWebSockets(): number {
    return this.#webSockets.clients.size;
  }

  /** Requests without the end of their answer, and open WebSockets. */
  get busy(): number {
    return this.#openRequests + this.openWebSockets;
  }

  /** Connections that are open now, including idle HTTP ones. */
  get openConnections(): number {
    return this.#sockets.size;
  }

  /** Cuts every connection, like a failing network. */
  dropConnections(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.dropConnections();
    this.server.close();
    await once(this.server, 'close');
  }
}

function refusalText({ status, headers = {}, body = '' }: Refusal): string {
  const all = { ...headers, connection: 'close', 'content-length': String(Buffer.byteLength(body)) };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return `HTTP/1.1 ${status} Refused\r\n${lines.join('')}\r\n${body}`;
}
