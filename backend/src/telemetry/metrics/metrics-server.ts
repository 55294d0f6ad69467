import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isLoopbackName } from '../../auth/origin-policy.js';
import { isLoopbackHost } from '../../common/net/loopback.js';

/** A Prometheus server asks with one connection. */
const MAX_CONNECTIONS = 20;
const REQUEST_TIMEOUT_MS = 5_000;
const MAX_HEADER_BYTES = 8 * 1_024;

export interface MetricsSource {
  readonly contentType: string;
  text(): Promise<string>;
}

/** Serves `/metrics` on an address of its own, and nothing else. */
export class MetricsServer {
  readonly #server: Server;

  constructor(
    private readonly source: MetricsSource,
    private readonly at: { host: string; port: number },
  ) {
    this.#server = createServer({ maxHeaderSize: MAX_HEADER_BYTES }, (request, response) => {
      void this.#answer(request, response);
    });
    this.#server.maxConnections = MAX_CONNECTIONS;
    this.#server.requestTimeout = REQUEST_TIMEOUT_MS;
    this.#server.headersTimeout = REQUEST_TIMEOUT_MS;
  }

  /** @returns the port. @throws Error with a message for the user where it cannot listen */
  async listen(): Promise<number> {
    const { host, port } = this.at;
    this.#server.listen(port, host);
    try {
      await once(this.#server, 'listening');
    } catch (error) {
      throw new Error(listenProblem(error as NodeJS.ErrnoException, host, port));
    }
    return (this.#server.address() as AddressInfo).port;
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method, url = '', headers } = request;
    if (!this.#mayAsk(headers.host))
      return end(response, 403, 'Ask for the metrics by an address of this computer.\n');
    if (url.split('?')[0] !== '/metrics') return end(response, 404, 'Here is only /metrics.\n');
    if (method !== 'GET') {
      response.setHeader('Allow', 'GET');
      return end(response, 405, 'Use GET.\n');
    }
    try {
      const text = await this.source.text();
      end(response, 200, text, this.source.contentType);
    } catch {
      end(response, 500, 'The metrics could not be collected.\n');
    }
  }

  /** A web page can give its own name to this computer's address. */
  #mayAsk(hostHeader: string | undefined): boolean {
    return !isLoopbackHost(this.at.host) || isLoopbackName(hostHeader);
  }
}

function end(
  response: ServerResponse,
  status: number,
  body: string,
  type = 'text/plain; charset=utf-8',
): void {
  response.writeHead(status, { 'Content-Type': type, 'Cache-Control': 'no-store' }).end(body);
}

function listenProblem({ code, message }: NodeJS.ErrnoException, host: string, port: number): string {
  const other = 'Choose another one as "metrics.port" in the config, or with EARSHOT_METRICS_PORT.';
  if (code === 'EADDRINUSE') return `Port ${port} for the metrics is taken by another program. ${other}`;
  if (code === 'EACCES')
    return `This user may not listen on port ${port}, which is for the metrics. ${other}`;
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return `${host} is not an address of this computer. Check "metrics.host" in the config, or EARSHOT_METRICS_HOST.`;
  return `Cannot serve the metrics on ${host}:${port}: ${message}`;
}
