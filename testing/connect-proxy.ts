import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';

/** An HTTP proxy on loopback that connects every host name to 127.0.0.1, at the port that was asked for. */
export class ConnectProxy implements AsyncDisposable {
  /** What it was asked to connect to, as `host:port`, oldest first. */
  readonly asked: string[] = [];
  /** The Proxy-Authorization header of the last request. */
  authorization: string | undefined;
  /** The status that answers; other than 200 refuses. */
  status = 200;
  readonly #server = createServer((_request, response) => response.writeHead(501).end());
  readonly #sockets = new Set<Socket>();

  static async start(): Promise<ConnectProxy> {
    const proxy = new ConnectProxy();
    proxy.#server.on('connection', (socket: Socket) => proxy.#track(socket));
    proxy.#server.on('connect', (request, client: Socket) =>
      proxy.#onConnect(request.url ?? '', request.headers, client),
    );
    proxy.#server.listen(0, '127.0.0.1');
    await once(proxy.#server, 'listening');
    return proxy;
  }

  get address(): string {
    return `127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
    await once(this.#server, 'close');
  }

  #onConnect(target: string, headers: Record<string, string | string[] | undefined>, client: Socket): void {
    this.asked.push(target);
    this.authorization = headers['proxy-authorization'] as string | undefined;
    if (this.status !== 200) return void client.end(`HTTP/1.1 ${this.status} Refused\r\n\r\n`);
    const server = connect(Number(target.slice(target.lastIndexOf(':') + 1)), '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connected\r\n\r\n');
      server.pipe(client).pipe(server);
    });
    this.#track(server);
  }

  #track(socket: Socket): void {
    this.#sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.once('close', () => this.#sockets.delete(socket));
  }
}
