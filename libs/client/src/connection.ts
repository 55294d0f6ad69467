import { CLOSE } from '#protocol';
import { backoffMs, mayRetry, type BackoffPolicy } from './backoff.js';
import { ClientError, type ClosedEvent, type ReconnectingEvent } from './events.js';
import type { Clock, WebSocketConstructor, WebSocketLike } from './options.js';

/**
 * idle: never connected. waiting: lost, will reconnect. closed: disconnected on purpose, refused, or given up.
 */
export type ConnectionState = 'idle' | 'connecting' | 'open' | 'waiting' | 'closed';

export interface ConnectionOptions {
  /** Undefined if neither the platform nor the caller provides one. */
  WebSocket: WebSocketConstructor | undefined;
  clock: Clock;
  random: () => number;
  backoff: BackoffPolicy;
  connectTimeoutMs: number;
  onOpen(): void;
  onFrame(frame: unknown): void;
  onClose(event: ClosedEvent): void;
  onReconnecting(event: ReconnectingEvent): void;
  onError(error: ClientError): void;
}

/** The close code of a connection that was lost without a close frame. */
const ABNORMAL = 1006;

/**
 * A WebSocket that reconnects. It has one socket at a time; late events of earlier sockets change nothing, in any
 * order the platform delivers them.
 */
export class Connection {
  #state: ConnectionState = 'idle';
  #socket: WebSocketLike | undefined;
  #url: string | undefined;
  /** Attempts since `confirm()` was last called. */
  #attempt = 0;
  #timer: unknown;

  constructor(private readonly options: ConnectionOptions) {}

  get state(): ConnectionState {
    return this.#state;
  }

  get url(): string | undefined {
    return this.#url;
  }

  get bufferedAmount(): number {
    return this.#socket?.bufferedAmount ?? 0;
  }

  /** Does nothing if this address is connected or connecting. */
  connect(url: string): void {
    if (this.#socket && url === this.#url) return;
    if (this.#socket) this.disconnect();
    this.#url = url;
    this.#attempt = 0;
    this.#open(url);
  }

  /** Emits the close event unless the connection is idle or closed. */
  disconnect(): void {
    const wasWanted = this.#state !== 'idle' && this.#state !== 'closed';
    if (wasWanted) this.#state = 'closed';
    this.#stopTimer();
    this.#release()?.close(CLOSE.normal);
    if (wasWanted)
      this.options.onClose({ code: CLOSE.normal, reason: '', intended: true, willReconnect: false });
  }

  /** Reconnects now instead of after the delay, also if it had given up. */
  retryNow(): void {
    if (this.#url === undefined || this.#socket) return;
    if (this.#state === 'closed') this.#attempt = 0;
    this.#open(this.#url);
  }

  /** The connection works: after its loss, the delays start with the shortest again. */
  confirm(): void {
    this.#attempt = 0;
  }

  /** Drops a socket that does not respond. */
  abandon(reason: string): void {
    const socket = this.#release();
    if (!socket) return;
    // Not awaited: the close handshake may take minutes.
    socket.close();
    this.#lost(ABNORMAL, reason);
  }

  /** @returns whether the frame was passed to the socket */
  send(frame: string): boolean {
    if (this.#state !== 'open' || !this.#socket) return false;
    try {
      this.#socket.send(frame);
      return true;
    } catch (error) {
      this.options.onError(new ClientError('connection', 'A message could not be sent.', { cause: error }));
      return false;
    }
  }

  #open(url: string): void {
    this.#stopTimer();
    const { WebSocket } = this.options;
    if (!WebSocket) {
      this.#state = 'closed';
      this.#error(
        'This platform has no WebSocket. Pass one to the client: new EarshotClient({ WebSocket }).',
      );
      return;
    }
    this.#state = 'connecting';
    let socket: WebSocketLike;
    try {
      socket = new WebSocket(url);
    } catch (error) {
      // An invalid address stays invalid, so there is no retry.
      this.#state = 'closed';
      this.#error(`"${withoutQuery(url)}" is not a WebSocket address.`, error);
      return;
    }
    this.#socket = socket;
    const isCurrent = () => this.#socket === socket;
    socket.onopen = () => {
      if (!isCurrent()) return;
      this.#stopTimer();
      this.#state = 'open';
      this.options.onOpen();
    };
    socket.onmessage = ({ data }: { data: unknown }) => {
      if (isCurrent()) this.options.onFrame(data);
    };
    socket.onerror = () => {
      if (isCurrent()) this.#error(`The connection to ${withoutQuery(url)} failed.`);
    };
    socket.onclose = ({ code, reason }: { code: number; reason: string }) => {
      if (!isCurrent()) return;
      this.#release();
      this.#lost(code, reason);
    };
    const { clock, connectTimeoutMs } = this.options;
    this.#timer = clock.setTimeout(() => this.abandon('It did not open in time'), connectTimeoutMs);
  }

  #lost(code: number, reason: string): void {
    const { clock, random, backoff } = this.options;
    this.#stopTimer();
    const attempt = this.#attempt + 1;
    const willReconnect = code !== CLOSE.refused && mayRetry(attempt, backoff);
    this.#state = willReconnect ? 'waiting' : 'closed';
    if (!willReconnect) {
      this.options.onClose({ code, reason, intended: false, willReconnect });
      return;
    }
    this.#attempt = attempt;
    const delayMs = backoffMs(attempt, backoff, random());
    const at = clock.now() + delayMs;
    const timer = clock.setTimeout(() => this.retryNow(), delayMs);
    this.#timer = timer;
    this.options.onClose({ code, reason, intended: false, willReconnect });
    // A close handler may have connected or disconnected.
    if (this.#timer === timer) this.options.onReconnecting({ attempt, delayMs, at });
  }

  #release(): WebSocketLike | undefined {
    const socket = this.#socket;
    this.#socket = undefined;
    return socket;
  }

  #stopTimer(): void {
    this.options.clock.clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #error(message: string, cause?: unknown): void {
    this.options.onError(new ClientError('connection', message, { cause }));
  }
}

/** The query may contain a token, which must not appear in messages. */
const withoutQuery = (url: string): string => url.replace(/[?#].*$/s, '');
