import type { IncomingMessage } from 'node:http';
import type { WebSocket } from 'ws';
import { systemClock } from '../../../common/clock/clock.js';
import { retryAfterMs } from '../../../provider-kit/errors/retry-after.js';
import { MAX_REASON_LENGTH, vendorReason } from '../../../provider-kit/errors/vendor-reason.js';
import { CONNECT_TIMEOUT_MS } from '../../../provider-kit/http-agent.js';

/** Only pings detect a lost network. After two unanswered ones the connection is dead. */
const LIVENESS = { pingMs: 4_000, deadAfterMs: 9_000 };

const REASON_TIMEOUT_MS = 500;

/** How a connection ended. */
export type SocketEnd =
  /** The handshake was answered with an HTTP status. */
  | { type: 'refused'; status: number; reason: string; retryAfterMs?: number }
  /** It never opened. */
  | { type: 'unreachable'; timedOut?: boolean; cause?: unknown }
  | { type: 'closed'; code: number; reason: string };

/**
 * One WebSocket to a vendor, created here or by an SDK. Reports once how it ended, with the vendor's reason if the handshake
 * was refused.
 */
export class VendorSocket {
  /** Resolves when it has ended, for any reason. */
  readonly ended: Promise<SocketEnd>;
  readonly #opened = Promise.withResolvers<void>();
  #hasOpened = false;
  #timedOut = false;
  #refusal: Promise<SocketEnd> | undefined;
  #error: unknown;

  constructor(
    readonly socket: WebSocket,
    liveness = LIVENESS,
  ) {
    const { promise, resolve } = Promise.withResolvers<SocketEnd>();
    this.ended = promise;
    socket.once('open', () => {
      this.#hasOpened = true;
      this.#opened.resolve();
      watchLiveness(socket, liveness);
    });
    // 'close' follows, and reports the end.
    socket.on('error', (error) => {
      this.#error ??= error;
      this.#timedOut ||= isTimeout(error);
    });
    socket.once('unexpected-response', (_request, response: IncomingMessage) => {
      this.#refusal = readRefusal(response).finally(() => socket.terminate());
    });
    socket.once('close', (code, reason) => {
      this.#opened.resolve();
      resolve(this.#refusal ?? this.#end(code, reason.toString()));
    });
  }

  /** Bytes that the network has not taken yet. */
  get bufferedBytes(): number {
    return this.socket.bufferedAmount;
  }

  /** Waits until it is open, has ended or the signal aborts. @returns whether it is open */
  async opened(signal: AbortSignal): Promise<boolean> {
    const timer = setTimeout(() => {
      this.#timedOut = true;
      this.terminate();
    }, CONNECT_TIMEOUT_MS);
    const onAbort = () => this.terminate();
    signal.addEventListener('abort', onAbort, { once: true });
    if (signal.aborted) this.terminate();
    await this.#opened.promise;
    clearTimeout(timer);
    signal.removeEventListener('abort', onAbort);
    return this.socket.readyState === this.socket.OPEN;
  }

  /** Frees the connection at once, without a closing handshake. Idempotent. */
  terminate(): void {
    this.socket.terminate();
  }

  #end(code: number, reason: string): SocketEnd {
    if (this.#hasOpened) return { type: 'closed', code, reason };
    return { type: 'unreachable', timedOut: this.#timedOut, cause: this.#error };
  }
}

/** Terminates a connection on which nothing arrives any more. Applies only to vendors that have answered a ping. */
function watchLiveness(socket: WebSocket, { pingMs, deadAfterMs }: typeof LIVENESS): void {
  let answersPings = false;
  let seenAt = systemClock.now();
  const onTraffic = () => (seenAt = systemClock.now());
  socket.on('message', onTraffic);
  socket.on('pong', () => {
    answersPings = true;
    onTraffic();
  });
  const timer = setInterval(() => {
    if (answersPings && systemClock.now() - seenAt > deadAfterMs) socket.terminate();
    else socket.ping();
  }, pingMs);
  socket.once('close', () => clearInterval(timer));
}

/**
 * Matches timeouts of the package's handshake and of the system's connect, which has no message if several addresses were
 * tried.
 */
const isTimeout = (error: NodeJS.ErrnoException): boolean =>
  error.code === 'ETIMEDOUT' || /timed ?out/i.test(error.message);

/** Deepgram sends its reason in a header, others in the page. */
async function readRefusal(response: IncomingMessage): Promise<SocketEnd> {
  const status = response.statusCode ?? 0;
  let page = '';
  const timer = setTimeout(() => response.destroy(), REASON_TIMEOUT_MS);
  try {
    for await (const part of response as AsyncIterable<Buffer>) {
      page += part.toString('utf8');
      if (page.length > MAX_REASON_LENGTH) break;
    }
  } catch {
    // The page was cut short, but the status says enough.
  } finally {
    clearTimeout(timer);
  }
  const { headers } = response;
  const reason = vendorReason(headers['dg-error'], page);
  return { type: 'refused', status, reason, retryAfterMs: retryAfterMs(headers) };
}
