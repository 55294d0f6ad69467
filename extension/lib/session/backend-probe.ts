/** Whether a backend answers at an address: a quick check without a session. */
import type { WebSocketLike } from '#client';

export interface ProbeBrowser {
  fetch: (url: string, init: { signal: AbortSignal }) => Promise<Pick<Response, 'ok' | 'json'>>;
  WebSocket: new (url: string) => ProbeSocket;
}

export type ProbeSocket = Pick<WebSocketLike, 'onopen' | 'onerror' | 'close'>;

/** A backend on this computer answers in a few milliseconds. */
export const PROBE_TIMEOUT_MS = 4_000;

/** @param backendUrl a WebSocket address. @returns whether a backend answers there. */
export async function probeBackend(backendUrl: string, browser: ProbeBrowser): Promise<boolean> {
  const url = healthUrl(backendUrl);
  if (url === null) return false;
  return (await answersHealth(url, browser)) || opensSocket(backendUrl, browser);
}

/** @returns the address of the health report beside the WebSocket's, or null if that is not an address. */
export function healthUrl(backendUrl: string): string | null {
  if (!URL.canParse(backendUrl)) return null;
  const { protocol, host, pathname } = new URL(backendUrl);
  const scheme = { 'ws:': 'http:', 'wss:': 'https:' }[protocol];
  return scheme ? `${scheme}//${host}${pathname.replace(/\/(ws)?\/?$/, '')}/health` : null;
}

/** First, because a socket would take the place of the only client in single-client mode. */
async function answersHealth(url: string, browser: ProbeBrowser): Promise<boolean> {
  try {
    const response = await browser.fetch(url, { signal: AbortSignal.timeout(PROBE_TIMEOUT_MS) });
    const report = (await response.json()) as { protocol?: unknown } | null;
    return response.ok && typeof report?.protocol === 'number';
  } catch {
    return false;
  }
}

/** Behind a proxy, and for other servers of the protocol. */
function opensSocket(url: string, { WebSocket }: ProbeBrowser): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = new WebSocket(url);
    const settle = (open: boolean) => {
      clearTimeout(timer);
      socket.onopen = socket.onerror = null;
      socket.close();
      resolve(open);
    };
    const timer = setTimeout(() => settle(false), PROBE_TIMEOUT_MS);
    socket.onopen = () => settle(true);
    socket.onerror = () => settle(false);
  });
}
