/** Connections through an HTTP proxy, for requests and for WebSockets. */
import { isIP, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { buildConnector } from 'undici';
import type { ClientOptions } from 'ws';
import { nameOfProxy, proxyFor } from './proxy.js';

/** The proxy was reached, and refused to connect to the server. */
export class ProxyRefusedError extends Error {
  readonly code = 'PROXY_REFUSED';

  /** @param proxy its host and port */
  constructor(
    readonly proxy: string,
    readonly status: number,
  ) {
    super(`The proxy ${proxy} answered with ${status}.`);
  }
}

/** @returns undici's connector, which goes through the proxy of each address */
export async function createConnector(timeoutMs: number): Promise<buildConnector.connector> {
  const { buildConnector } = await import('undici');
  const direct = buildConnector({ timeout: timeoutMs, allowH2: false });
  return (options, callback) => {
    const { protocol, hostname, port } = options;
    // undici takes the brackets off an IPv6 address.
    const host = hostname.includes(':') ? `[${hostname}]` : hostname;
    const proxy = proxyFor(`${protocol}//${host}${port ? `:${port}` : ''}`);
    if (!proxy) return direct(options, callback);
    openTunnel(proxy, host, Number(port) || (protocol === 'https:' ? 443 : 80), timeoutMs).then(
      (httpSocket) => {
        if (protocol === 'https:') direct({ ...options, httpSocket }, callback);
        else callback(null, httpSocket);
      },
      (error: Error) => callback(error, null),
    );
  };
}

/**
 * @param url the address of a WebSocket
 * @returns options of `ws` that take it through its proxy; none without a proxy
 */
export function throughProxy(url: string, timeoutMs: number): Pick<ClientOptions, 'createConnection'> {
  const proxy = proxyFor(url);
  if (!proxy) return {};
  const { hostname, port, protocol } = new URL(url);
  const isTls = protocol === 'wss:';
  const createConnection = (_options: unknown, onCreated: (error: Error | null, socket?: Socket) => void) => {
    openTunnel(proxy, hostname, Number(port) || (isTls ? 443 : 80), timeoutMs).then(
      (socket) => onCreated(null, isTls ? connectTls({ socket, ...serverName(hostname) }) : socket),
      (error: Error) => onCreated(error),
    );
  };
  // The package hands it to http.request, which accepts a socket later; the package's types do not.
  return { createConnection: createConnection as unknown as ClientOptions['createConnection'] };
}

/** TLS has no names for addresses (RFC 6066, 3). */
const serverName = (host: string) => (isIP(host.replace(/^\[|\]$/g, '')) ? {} : { servername: host });

/**
 * @param host as in a URL: an IPv6 address in brackets
 * @throws ProxyRefusedError, or the error of the connection to the proxy
 */
async function openTunnel(proxy: URL, host: string, port: number, timeoutMs: number): Promise<Socket> {
  const { Client } = await import('undici');
  const client = new Client(proxy.origin, { connect: { timeout: timeoutMs } });
  const path = `${host}:${port}`;
  try {
    const { socket, statusCode } = await client.connect({
      path,
      headers: { host: path, ...authorization(proxy) },
      signal: AbortSignal.timeout(timeoutMs),
    });
    if (statusCode === 200) return socket as Socket;
    socket.on('error', () => undefined).destroy();
    throw new ProxyRefusedError(nameOfProxy(proxy), statusCode);
  } catch (error) {
    await client.destroy();
    throw error;
  }
}

function authorization({ username, password }: URL): Record<string, string> {
  if (!username && !password) return {};
  const credentials = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return { 'proxy-authorization': `Basic ${Buffer.from(credentials).toString('base64')}` };
}
