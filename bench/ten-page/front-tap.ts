import { once } from 'node:events';
import { createServer, request as ask, type IncomingMessage } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import type { Writable } from 'node:stream';
import * as ws from 'ws';
import type { ServerMessage } from '#protocol';

/** Reads the frames of one side of a WebSocket. Its package's types leave it out. */
const { Receiver } = ws as unknown as { Receiver: new (options: { isServer: boolean }) => Writable };

/** What came to the browser over voice sockets, and when, by `performance.now()`. */
export interface Wire {
  readonly fromServer: ServerMessage[];
  readonly fromServerAt: number[];
}

/**
 * Stands between the browser and the page's server, passes everything on unchanged, and notes what the agents' API answered and
 * what came over the voice sockets. The page's own clock stands still while it is busy.
 */
export class FrontTap implements AsyncDisposable {
  readonly wire: Wire = { fromServer: [], fromServerAt: [] };
  /** Requests to the agents' API that were answered with success, by the last part of their path. */
  readonly accepted = new Map<string, number>();
  /** What the API answered to the others. */
  readonly refused: string[] = [];
  readonly #target: URL;
  readonly #server = createServer();
  readonly #sockets = new Set<Socket>();

  private constructor(target: string) {
    this.#target = new URL(target);
    this.#server.on('request', (request, response) => {
      const { method, url: path = '', headers } = request;
      const { hostname, port } = this.#target;
      const onward = ask({ hostname, port, method, path, headers }, (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
        if (path.startsWith('/api/agents/')) void this.#note(path.split('/').at(-1)!, answer);
      });
      onward.on('error', () => response.destroy());
      request.pipe(onward);
    });
    this.#server.on('connection', (socket: Socket) => this.#keep(socket));
    this.#server.on('upgrade', (request: IncomingMessage, socket: Socket, head: Buffer) =>
      this.#join(request, socket, head),
    );
  }

  /** @param target the page's server */
  static async start(target: string): Promise<FrontTap> {
    const tap = new FrontTap(target);
    tap.#server.listen(0, '127.0.0.1');
    await once(tap.#server, 'listening');
    return tap;
  }

  get url(): string {
    return `http://localhost:${(this.#server.address() as AddressInfo).port}/`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.close();
    for (const socket of this.#sockets) socket.destroy();
    await once(this.#server, 'close');
  }

  async #note(name: string, answer: IncomingMessage): Promise<void> {
    let text = '';
    for await (const part of answer) text += String(part);
    if (/"code":"0"/.test(text)) this.accepted.set(name, (this.accepted.get(name) ?? 0) + 1);
    else this.refused.push(`${name}: ${text}`);
  }

  #join({ url = '', rawHeaders, method }: IncomingMessage, browser: Socket, head: Buffer): void {
    const server = connect(Number(this.#target.port), this.#target.hostname);
    this.#keep(server);
    const headers = rawHeaders.map((text, i) => (i % 2 ? `${text}\r\n` : `${text}: `)).join('');
    server.write(`${method} ${url} HTTP/1.1\r\n${headers}\r\n`);
    server.write(head);
    browser.pipe(server).pipe(browser);
    for (const [one, other] of [
      [browser, server],
      [server, browser],
    ] as const) {
      one.on('error', () => other.destroy());
      one.on('close', () => other.destroy());
    }
    if (/^\/ws\/\d+$/.test(url)) this.#listen(server);
  }

  #listen(server: Socket): void {
    const receiver = new Receiver({ isServer: false });
    receiver.on('message', (data: Buffer) => {
      this.wire.fromServer.push(JSON.parse(String(data)) as ServerMessage);
      this.wire.fromServerAt.push(performance.now());
    });
    receiver.on('error', () => undefined);
    let answer: Buffer | undefined = Buffer.alloc(0);
    server.on('data', (data: Buffer) => {
      if (!answer) return void receiver.write(data);
      answer = Buffer.concat([answer, data]);
      const end = answer.indexOf('\r\n\r\n');
      if (end < 0) return;
      receiver.write(answer.subarray(end + 4));
      answer = undefined;
    });
  }

  #keep(socket: Socket): void {
    this.#sockets.add(socket);
    socket.once('close', () => this.#sockets.delete(socket));
  }
}
