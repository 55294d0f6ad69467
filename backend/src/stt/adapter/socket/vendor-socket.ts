import type { IncomingMessage } from 'node:http';
import type { WebSocket } from 'ws';
import { systemClock } from '../../../common/clock/clock.js';

/** Longest wait for a connection that can be used. */
export const CONNECT_TIMEOUT_MS = 10_000;

/** A network that is gone says nothing: a question now and then tells. Two answers missing, and the connection is dead. */
const LIFE = { pingMs: 4_000, deadAfterMs: 9_000 };

/** Of the page that comes with a refusal; only words are looked for in it. */
const MAX_REASON_BYTES = 4_096;
const REASON_TIMEOUT_MS = 500;

/** How a connection came to its end. */
export type SocketEnd =
  /** The handshake was answered with an HTTP status. */
  | { type: 'refused'; status: number; reason: string }
  /** It never opened. */
  | { type: 'unreachable'; timedOut?: boolean; cause?: unknown }
  | { type: 'closed'; code: number; reason: string };

/**
 * The life of one WebSocket to a vendor, whoever made it: the package's own or that of an SDK. Tells once how it ended,
 * with the vendor's reason where the handshake was refused.
 */
export class VendorSocket {
  /** Resolves when it is over, however that came. */
  readonly ended: Promise<SocketEnd>;
  readonly #opened = Promise.withResolvers<void>();
  #hasOpened = false;
  #timedOut = false;
  #refusal: Promise<SocketEnd> | undefined;
  #error: unknown;

  constructor(
    readonly socket: WebSocket,
    life = LIFE,
  ) {
    const { promise, resolve } = Promise.withResolvers<SocketEnd>();
    this.ended = promise;
    socket.once('open', () => {
      this.#hasOpened = true;
      this.#opened.resolve();
      watchLife(socket, life);
    });
    // 'close' follows, and tells the end.
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

  /** Until it is open, or over, or the signal aborts. @returns whether it is open */
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

  /** Frees the connection at once, whatever the other side does. Idempotent. */
  terminate(): void {
    this.socket.terminate();
  }

  #end(code: number, reason: string): SocketEnd {
    if (this.#hasOpened) return { type: 'closed', code, reason };
    return { type: 'unreachable', timedOut: this.#timedOut, cause: this.#error };
  }
}

/** Hangs up where nothing comes any more. Only vendors that answered a ping once are held to it. */
function watchLife(socket: WebSocket, { pingMs, deadAfterMs }: typeof LIFE): void {
  let answersPings = false;
  let seenAt = systemClock.now();
  const onLife = () => (seenAt = systemClock.now());
  socket.on('message', onLife);
  socket.on('pong', () => {
    answersPings = true;
    onLife();
  });
  const timer = setInterval(() => {
    if (answersPings && systemClock.now() - seenAt > deadAfterMs) socket.terminate();
    else socket.ping();
  }, pingMs);
  socket.once('close', () => clearInterval(timer));
}

/**
 * Of the package's own limit for the handshake, and of the system's for a connection, which has no message where several
 * addresses were tried.
 */
const isTimeout = (error: NodeJS.ErrnoException): boolean =>
  error.code === 'ETIMEDOUT' || /timed ?out/i.test(error.message);

/** Deepgram puts its reason into a header, others into the page. */
async function readRefusal(response: IncomingMessage): Promise<SocketEnd> {
  const status = response.statusCode ?? 0;
  const header = response.headers['dg-error'];
  let reason = typeof header === 'string' ? header : '';
  const timer = setTimeout(() => response.destroy(), REASON_TIMEOUT_MS);
  try {
    for await (const part of response as AsyncIterable<Buffer>) {
      reason += ` ${part.toString('utf8')}`;
      if (reason.length > MAX_REASON_BYTES) break;
    }
  } catch {
    // Cut short: the status says enough.
  } finally {
    clearTimeout(timer);
  }
  return { type: 'refused', status, reason: reason.slice(0, MAX_REASON_BYTES).trim() };
}
