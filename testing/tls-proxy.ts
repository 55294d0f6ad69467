import { once } from 'node:events';
import { request, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { makeCertificate } from './make-certificate.js';

export interface TlsProxyOptions {
  /** The host names that the certificate covers. */
  names: string[];
  /** Of the server that it passes everything to, on 127.0.0.1. */
  port: number;
  /** Whether it tells the server about the client in X-Forwarded headers, as Caddy does and nginx does not by itself. */
  isForwarding?: boolean;
}

/** A server on loopback that ends TLS and passes requests and WebSockets on, with their Host. */
export class TlsProxy implements AsyncDisposable {
  readonly #server: ReturnType<typeof createServer>;
  readonly #sockets = new Set<Duplex>();

  private constructor(
    pem: { cert: string; key: string },
    /** What clients must trust. */
    readonly ca: string,
    private readonly options: TlsProxyOptions,
  ) {
    this.#server = createServer(pem, (from, to) => {
      const onward = this.#ask(from).once('error', () => to.writeHead(502).end());
      onward.once('response', (response) => {
        to.writeHead(response.statusCode!, response.headers);
        response.pipe(to);
      });
      from.pipe(onward);
    });
    this.#server.on('upgrade', (from: IncomingMessage, client: Duplex) => this.#upgrade(from, client));
    this.#server.on('secureConnection', (socket: Socket) => this.#track(socket));
  }

  static async start(options: TlsProxyOptions): Promise<TlsProxy> {
    const pem = await makeCertificate({ names: options.names });
    const proxy = new TlsProxy(pem, pem.cert, options);
    proxy.#server.listen(0, '127.0.0.1');
    await once(proxy.#server, 'listening');
    return proxy;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
    await once(this.#server, 'close');
  }

  #upgrade(from: IncomingMessage, client: Duplex): void {
    const onward = this.#ask(from).once('error', () => client.end('HTTP/1.1 502 Bad Gateway\r\n\r\n'));
    onward.once('response', (response) => {
      client.write(headOf(response));
      response.pipe(client);
    });
    onward.once('upgrade', (response, server, head) => {
      this.#track(server);
      client.write(headOf(response));
      client.write(head);
      server.pipe(client).pipe(server);
      client.once('close', () => server.destroy());
    });
    onward.end();
  }

  /** What a client claims about itself is not passed on. */
  #ask({ method, url, headers, socket }: IncomingMessage) {
    const own: IncomingHttpHeaders = Object.fromEntries(
      Object.entries(headers).filter(([name]) => !name.startsWith('x-forwarded-')),
    );
    if (this.options.isForwarding ?? true) {
      own['x-forwarded-for'] = socket.remoteAddress;
      own['x-forwarded-proto'] = 'https';
      own['x-forwarded-host'] = headers.host;
    }
    const { port } = this.options;
    return request({ host: '127.0.0.1', port, method, path: url, headers: own, agent: false });
  }

  #track(socket: Duplex): void {
    this.#sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.once('close', () => this.#sockets.delete(socket));
  }
}

function headOf({ statusCode, statusMessage, rawHeaders }: IncomingMessage): string {
  const lines = [`HTTP/1.1 ${statusCode} ${statusMessage}`];
  for (let i = 0; i < rawHeaders.length; i += 2) lines.push(`${rawHeaders[i]}: ${rawHeaders[i + 1]}`);
  return `${lines.join('\r\n')}\r\n\r\n`;
}
