/**
 * Whether a backend answers at an address: a quick check without a session. Anything can answer there, so the check sends
 * nothing of the user's, and its result means no more than that something like a backend is there.
 */
import type { WebSocketLike } from '#client';

export interface ProbeBrowser {
  fetch: (url: string, init: RequestInit) => Promise<Pick<Response, 'status' | 'body'>>;
  WebSocket: new (url: string) => ProbeSocket;
}

export type ProbeSocket = Pick<WebSocketLike, 'onopen' | 'onerror' | 'close'>;

/** A backend on this computer answers in a few milliseconds. */
export const PROBE_TIMEOUT_MS = 4_000;

/** More than any report has; another program could send without an end. */
export const MAX_REPORT_BYTES = 64 * 1024;

/** 401: a backend that does not know yet who asks. Its body has the protocol's version too. */
const REPORT_STATUSES = [200, 401];

/** @param backendUrl a WebSocket address. @returns whether a backend answers there. */
export async function probeBackend(backendUrl: string, browser: ProbeBrowser): Promise<boolean> {
  const url = healthUrl(backendUrl);
  if (url === null) return false;
  return (await answersHealth(url, browser)) || opensSocket(backendUrl, browser).catch(() => false);
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
    const { status, body } = await browser.fetch(url, {
      signal: AbortSignal.timeout(PROBE_TIMEOUT_MS),
      credentials: 'omit',
      redirect: 'error',
      cache: 'no-store',
    });
    if (!body || !REPORT_STATUSES.includes(status)) return false;
    const report = JSON.parse(await readText(body, MAX_REPORT_BYTES)) as { protocol?: unknown } | null;
    return typeof report?.protocol === 'number';
  } catch {
    return false;
  }
}

/** @throws RangeError if the body is longer. */
async function readText(body: ReadableStream<Uint8Array>, maxBytes: number): Promise<string> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    bytes += value.length;
    if (bytes > maxBytes) {
      void reader.cancel().catch(() => {});
      throw new RangeError(`The report is longer than ${maxBytes} bytes.`);
    }
    text += decoder.decode(value, { stream: true });
  }
}

/**
 * Behind a proxy, and for other servers of the protocol. Rejects if the browser takes no such address, such as one with the port
 * 6000.
 */
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
