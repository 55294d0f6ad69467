export const DEFAULT_BACKEND_URL = 'ws://127.0.0.1:8765';

export type BackendUrlProblem = 'empty' | 'bad_port' | 'not_a_url' | 'not_websocket';

export type BackendUrlResult =
  /** `cleartext`: the conversation would cross the network unencrypted. */
  { ok: true; url: string; cleartext: boolean } | { ok: false; problem: BackendUrlProblem };

const LOOPBACK = /^((.+\.)?localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** What `npm start` listens on: an address without a scheme and a port means this one. */
const DEFAULT_PORT = 8765;

const SOCKET_SCHEMES: Partial<Record<string, string>> = { ws: 'ws', wss: 'wss', http: 'ws', https: 'wss' };

const HOST_NAME = /^(\[[\da-f:.]+\]|[a-z\d._-]+)$/;

/** A server listens on these; as an address to connect to, they mean this computer. */
const ANY_ADDRESS = ['0.0.0.0', '[::]'];

/**
 * @param typed the address as the user typed or pasted it: with ws, wss, http or https, or as `host`, `host:port` or
 * `port` alone.
 */
export function parseBackendUrl(typed: string): BackendUrlResult {
  const address = typed.trim();
  if (address === '') return { ok: false, problem: 'empty' };
  const [, scheme, rest = ''] = /^([a-z][a-z0-9+.-]*):\/\/(.*)$/i.exec(address) ?? [];
  if (scheme === undefined) return parse(`ws://${withDefaults(address)}`);
  const socketScheme = SOCKET_SCHEMES[scheme.toLowerCase()];
  return socketScheme ? parse(`${socketScheme}://${rest}`) : { ok: false, problem: 'not_websocket' };
}

function parse(address: string): BackendUrlResult {
  if (!URL.canParse(address)) {
    const withoutPort = address.replace(/^(wss?:\/\/[^/?#]+):[^:/?#\]]*/, '$1');
    const badPort = withoutPort !== address && URL.canParse(withoutPort);
    return { ok: false, problem: badPort ? 'bad_port' : 'not_a_url' };
  }
  const url = new URL(address);
  // Chrome accepts spaces and other characters in a name that no server can have.
  if (!HOST_NAME.test(url.hostname)) return { ok: false, problem: 'not_a_url' };
  if (ANY_ADDRESS.includes(url.hostname)) url.hostname = '127.0.0.1';
  url.hash = '';
  url.pathname = url.pathname.replace(/\/+$/, '');
  const href = url.search === '' ? url.href.replace(/\/$/, '') : url.href;
  return { ok: true, url: href, cleartext: url.protocol === 'ws:' && !isLoopback(href) };
}

/** Completes an address without a scheme. */
function withDefaults(address: string): string {
  const [, host = '', path = ''] = /^([^/?#]*)(.*)$/s.exec(address) ?? [];
  const [, port] = /^:?(\d{1,5})$/.exec(host) ?? [];
  if (port !== undefined) return `127.0.0.1:${port}${path}`;
  // An IPv6 address has several colons, and a port only after brackets.
  if (/^[\da-f]*(:[\da-f]*){2,}$/i.test(host)) return `[${host}]:${DEFAULT_PORT}${path}`;
  return /:[^\]]*$/.test(host) ? address : `${host}:${DEFAULT_PORT}${path}`;
}

/** @returns whether the address is on this computer. */
export function isLoopback(backendUrl: string): boolean {
  return URL.canParse(backendUrl) && LOOPBACK.test(new URL(backendUrl).hostname);
}

/** @returns the web address beside an encrypted WebSocket address, where Chrome asks about its certificate; else null. */
export function siteOf(backendUrl: string): string | null {
  if (!URL.canParse(backendUrl)) return null;
  const { protocol, host } = new URL(backendUrl);
  return protocol === 'wss:' ? `https://${host}/` : null;
}

/** @returns the address as user texts show it: `127.0.0.1:8765`. */
export function hostOf(backendUrl: string): string {
  return URL.canParse(backendUrl) ? new URL(backendUrl).host : backendUrl;
}
