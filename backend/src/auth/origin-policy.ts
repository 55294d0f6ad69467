/** Which origins and hosts may connect. Any web page can reach a server on loopback, so its origin is checked. */
import { isLoopbackHost } from '../common/net/loopback.js';

export interface OriginPolicy {
  /** Origins that may connect besides extensions and loopback pages, e.g. `https://voice.example.com`. */
  allowedOrigins: readonly string[];
  /** Names and addresses besides loopback ones. A request for another host may be DNS rebinding. */
  allowedHosts: readonly string[];
}

const EXTENSION = /^(?:chrome|moz|safari-web)-extension:\/\/[^/]+$/;

/**
 * @param origin the Origin header; absent outside browsers
 * @param host the Host header
 * @returns why the request is refused, as a clause, or null if it is allowed
 */
export function originRefusal(
  origin: string | undefined,
  host: string | undefined,
  policy: OriginPolicy,
): string | null {
  if (!isAllowedHost(host ?? '', policy.allowedHosts))
    return `host ${host ?? '(none)'} is neither this computer nor in "allowedHosts" of the config`;
  if (origin === undefined) return null;
  if (policy.allowedOrigins.includes(origin) || isExtension(origin) || isLoopbackUrl(origin)) return null;
  return `origin ${origin} is not in "allowedOrigins" of the config`;
}

/**
 * Who a client is, as far as that is known without proof: an extension or a web page, on this computer or on another one. The
 * same extension on two computers is two users.
 * @param address of the client's computer
 * @returns undefined for a program, and for a page without an origin of its own, which the header calls `null`
 */
export function clientIdentity(origin: string | undefined, address = 'unknown'): string | undefined {
  if (origin === undefined || origin === 'null') return undefined;
  // A server for IPv6 sees IPv4 addresses with this prefix.
  const plain = address.replace(/^::ffff:/i, '');
  return isLoopbackHost(plain) ? origin : `${origin} ${plain}`;
}

export const isExtension = (origin: string): boolean => EXTENSION.test(origin);

function isAllowedHost(host: string, allowed: readonly string[]): boolean {
  const name = parse(`http://${host}`)?.hostname;
  if (name === undefined) return false;
  return isLoopbackHost(name) || allowed.some((each) => normalizedHost(each) === name);
}

/** As URLs spell it: a name in small letters and Punycode, an IPv6 address shortened and in brackets. */
const normalizedHost = (host: string): string | undefined =>
  (parse(`http://${host}`) ?? parse(`http://[${host}]`))?.hostname;

function isLoopbackUrl(url: string): boolean {
  const { protocol, hostname } = parse(url) ?? {};
  return (protocol === 'http:' || protocol === 'https:') && isLoopbackHost(hostname ?? '');
}

function parse(url: string): URL | undefined {
  try {
    return new URL(url);
  } catch {
    return undefined;
  }
}
