/** Which origins and hosts may connect. Any web page can reach a server on loopback, so its origin is checked. */
import { isLoopbackHost } from '../common/net/loopback.js';

export interface OriginPolicy {
  /** Origins that may connect besides extensions and loopback pages, e.g. `https://voice.example.com`. */
  allowedOrigins: readonly string[];
  /** The server listens on loopback only: a request for another host name is DNS rebinding. */
  loopbackOnly: boolean;
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
  if (policy.loopbackOnly && !isLoopbackUrl(`http://${host ?? ''}`))
    return `host ${host ?? '(none)'} is not this computer`;
  if (origin === undefined) return null;
  if (policy.allowedOrigins.includes(origin) || isExtension(origin) || isLoopbackUrl(origin)) return null;
  return `origin ${origin} is not in "allowedOrigins" of the config`;
}

/**
 * Who a client is, as far as its origin tells: an extension, or a web page.
 * @returns undefined for a program, and for a page without an origin of its own, which the header calls `null`
 */
export const clientIdentity = (origin: string | undefined): string | undefined =>
  origin === 'null' ? undefined : origin;

export const isExtension = (origin: string): boolean => EXTENSION.test(origin);

function isLoopbackUrl(url: string): boolean {
  try {
    const { protocol, hostname } = new URL(url);
    return (protocol === 'http:' || protocol === 'https:') && isLoopbackHost(hostname);
  } catch {
    return false;
  }
}
