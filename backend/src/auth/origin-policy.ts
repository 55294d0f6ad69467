/** Who may open a socket. A web page in the same browser can reach a loopback server, so it is asked who it is. */

export interface OriginPolicy {
  /** Origins that may connect besides extensions and loopback pages, e.g. `https://voice.example.com`. */
  allowedOrigins: readonly string[];
  /** Listening on loopback only: then a request for another host name is a web page's trick (DNS rebinding). */
  loopbackOnly: boolean;
}

const EXTENSION = /^(?:chrome|moz|safari-web)-extension:\/\/[^/]+$/;
const LOOPBACK_HOSTS = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * @param origin the Origin header; absent outside browsers
 * @param host the Host header
 * @returns why the request is refused, or null where it is welcome
 */
export function refusal(
  origin: string | undefined,
  host: string | undefined,
  policy: OriginPolicy,
): string | null {
  if (policy.loopbackOnly && !isLoopback(`http://${host ?? ''}`))
    return `host ${host ?? '(none)'} is not this computer`;
  if (origin === undefined) return null;
  if (policy.allowedOrigins.includes(origin) || EXTENSION.test(origin) || isLoopback(origin)) return null;
  return `origin ${origin} may not connect`;
}

export const isExtension = (origin: string): boolean => EXTENSION.test(origin);

export const isLoopbackAddress = (address: string): boolean =>
  address === '::1' || LOOPBACK_HOSTS.has(address) || /^127(?:\.\d{1,3}){3}$/.test(address);

function isLoopback(url: string): boolean {
  try {
    const { protocol, hostname } = new URL(url);
    return (protocol === 'http:' || protocol === 'https:') && isLoopbackAddress(hostname);
  } catch {
    return false;
  }
}
