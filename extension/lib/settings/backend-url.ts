export const DEFAULT_BACKEND_URL = 'ws://127.0.0.1:8765';

export type BackendUrlProblem = 'not_a_url' | 'not_websocket';

export type BackendUrlResult =
  /** `cleartext`: the conversation would cross the network unencrypted. */
  { ok: true; url: string; cleartext: boolean } | { ok: false; problem: BackendUrlProblem };

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** @param typed the address as the user typed it; `host:port` alone means ws://. */
export function parseBackendUrl(typed: string): BackendUrlResult {
  const trimmed = typed.trim();
  const withScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(trimmed) ? trimmed : `ws://${trimmed}`;
  if (!URL.canParse(withScheme)) return { ok: false, problem: 'not_a_url' };
  const url = new URL(withScheme);
  if (url.protocol !== 'ws:' && url.protocol !== 'wss:') return { ok: false, problem: 'not_websocket' };
  url.hash = '';
  const cleartext = url.protocol === 'ws:' && !isLoopback(url.href);
  return { ok: true, url: url.href.replace(/\/$/, ''), cleartext };
}

/** @returns whether the address is on this computer. */
export function isLoopback(backendUrl: string): boolean {
  return URL.canParse(backendUrl) && LOOPBACK.test(new URL(backendUrl).hostname);
}

/** @returns the address as user texts show it: `127.0.0.1:8765`. */
export function hostOf(backendUrl: string): string {
  return URL.canParse(backendUrl) ? new URL(backendUrl).host : backendUrl;
}
