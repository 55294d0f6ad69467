export const DEFAULT_BACKEND_URL = 'ws://127.0.0.1:8765';

export type BackendUrlProblem = 'not_a_url' | 'not_websocket';

export type BackendUrlResult =
  /** `cleartext`: what is said would cross the network readable for everybody on it. */
  { ok: true; url: string; cleartext: boolean } | { ok: false; problem: BackendUrlProblem };

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** Reads what a person typed as the backend's address; `host:port` alone means ws://. */
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

/** @returns whether the address is one of this computer. */
export function isLoopback(backendUrl: string): boolean {
  return URL.canParse(backendUrl) && LOOPBACK.test(new URL(backendUrl).hostname);
}

/** The address as it is named in a sentence: `127.0.0.1:8765`. */
export function hostOf(backendUrl: string): string {
  return URL.canParse(backendUrl) ? new URL(backendUrl).host : backendUrl;
}
