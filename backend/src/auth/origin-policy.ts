/** What a request's Host and Origin headers tell. Any web page can reach a server on loopback, so both are checked. */
import { isLoopbackHost } from '../common/net/loopback.js';
import type { EarshotConfig } from '../config/config.dto.js';

const EXTENSION = /^(?:chrome|moz|safari-web)-extension:\/\/[\w-]+$/;

/** @param origin the Origin header, which browsers set and pages cannot change */
export const isExtension = (origin: string): boolean => EXTENSION.test(origin);

/**
 * Whether a request's host is this computer or one of the allowed ones. A request for another name may be DNS rebinding: a web
 * page can give its own name to this computer's address.
 * @param host the Host header
 * @param allowed names and addresses besides those of loopback
 */
export function isAllowedHost(host: string | undefined, allowed: readonly string[]): boolean {
  const name = hostName(host);
  if (name === undefined) return false;
  return isLoopbackHost(name) || allowed.some((each) => normalizedHost(each) === name);
}

/**
 * @returns the names and addresses that requests may be for, besides those of loopback. `host` may be a wildcard such as 0.0.0.0:
 * a page cannot give its name to an address.
 */
export const answeredHosts = ({
  allowedHosts,
  host,
}: Pick<EarshotConfig, 'allowedHosts' | 'host'>): readonly string[] => [...allowedHosts, host];

/** Whether a request's host is this computer. */
export const isLoopbackName = (host: string | undefined): boolean => isLoopbackHost(hostName(host) ?? '');

/** The other parts of a URL are none of a Host header. */
const hostName = (host = ''): string | undefined =>
  /[/\\?#@]/.test(host) ? undefined : parse(`http://${host}`)?.hostname;

/** As URLs spell it: a name in small letters and Punycode, an IPv6 address shortened and in brackets. */
const normalizedHost = (host: string): string | undefined =>
  (parse(`http://${host}`) ?? parse(`http://[${host}]`))?.hostname;

function parse(url: string): URL | undefined {
  try {
    return new URL(url);
  } catch {
    return undefined;
  }
}
