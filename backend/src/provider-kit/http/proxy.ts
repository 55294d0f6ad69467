/** The proxies that the environment names. */
import { getProxyForUrl } from 'proxy-from-env';
import { isLoopbackHost } from '../../common/net/loopback.js';

/** The variables that name a proxy, in lower case too. `NO_PROXY` lists hosts that are reached without one. */
export const PROXY_VARIABLES = ['HTTPS_PROXY', 'HTTP_PROXY', 'ALL_PROXY'];

/**
 * @param address of the server, with http:, https:, ws: or wss:
 * @returns its proxy, or undefined for a direct connection. This computer is never reached through a proxy.
 */
export function proxyFor(address: string): URL | undefined {
  const target = new URL(address);
  // There are no variables for WebSockets.
  target.protocol = target.protocol.replace(/^ws/, 'http');
  if (isLoopbackHost(target.hostname)) return undefined;
  const proxy = withProtocol(getProxyForUrl(target.href));
  if (!URL.canParse(proxy)) return undefined;
  const url = new URL(proxy);
  return /^https?:$/.test(url.protocol) ? url : undefined;
}

/** The host and port of the proxy, without its password. */
export const nameOfProxy = ({ hostname, port, protocol }: URL): string =>
  `${hostname}:${port || (protocol === 'https:' ? 443 : 80)}`;

/** Without a protocol a proxy is an HTTP proxy, as for curl; the package gives it the protocol of the target. */
function withProtocol(proxy: string): string {
  const [, bare] = /^https:\/\/(.*)$/.exec(proxy) ?? [];
  const isBare = PROXY_VARIABLES.some((name) =>
    [process.env[name], process.env[name.toLowerCase()]].includes(bare),
  );
  return bare !== undefined && isBare ? `http://${bare}` : proxy;
}
