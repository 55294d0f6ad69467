import { CLOSE } from '#protocol';
import { backoffMs, mayRetry, type BackoffPolicy } from './backoff.js';
import { ClientError, type ClosedEvent, type ReconnectingEvent } from './events.js';
import type { Clock, WebSocketConstructor, WebSocketLike } from './options.js';

/**
 * idle: never connected. waiting: lost, and will try again. closed: by intent, refused, or given up.
 */
export type ConnectionState = 'idle' | 'connecting' | 'open' | 'waiting' | 'closed';

export interface ConnectionOptions {
  /** Undefined where the platform has none and the caller gave none. */
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

/** What a lost connection is called where no close frame came. */
const ABNORMAL = 1006;

/**
 * A WebSocket that comes back. There is one socket at a time: events of any other one are late and change
 * nothing, whichever order the platform delivers them in.
 */
export class Connection {
  #state: ConnectionState = 'idle';
  #socket: WebSocketLike | undefined;
  #url: string | undefined;
  /** Attempts since the connection last proved good. */
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

  /** Does nothing where this address is being connected to or is connected already. */
  connect(url: string): void {
    if (this.#socket && url === this.#url) return;
    if (this.#socket) this.disconnect();
    this.#url = url;
    this.#attempt = 0;
    this.#open(url);
  }

  /** Whoever was told of a connection, or that one will be tried, is told that it is over. */
  disconnect(): void {
    const wasWanted = this.#state !== 'idle' && this.#state !== 'closed';
    if (wasWanted) this.#state = 'closed';
    this.#stopTimer();
    this.#release()?.close(CLOSE.normal);
    if (wasWanted)
      this.options.onClose({ code: CLOSE.normal, reason: '', intended: true, willReconnect: false });
  }

  /** Ends the wait between two attempts, or begins anew where they were given up. */
  retryNow(): void {
    if (this.#url === undefined || this.#socket) return;
    if (this.#state === 'closed') this.#attempt = 0;
    this.#open(this.#url);
  }

  /** The connection proved good: the next loss begins with the shortest delay again. */
  proven(): void {
    this.#attempt = 0;
  }

  /** Gives up a socket that is open in name only. */
  abandon(reason: string): void {
    const socket = this.#release();
    if (!socket) return;
    // Its close handshake may take minutes; nobody waits for it.
    socket.close();
    this.#lost(ABNORMAL, reason);
  }

  /** @returns whether the frame was handed to the socket. */
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
      this.#error('There is no WebSocket here. Give the client one: new EarshotClient({ WebSocket }).');
      return;
    }
    this.#state = 'connecting';
    let socket: WebSocketLike;
    try {
      socket = new WebSocket(url);
    } catch (error) {
      // An address that is none stays so: trying again would not help.
      this.#state = 'closed';
      this.#error(`"${withoutQuery(url)}" is not a WebSocket address.`, error);
      return;
    }
    this.#socket = socket;
    const current = () => this.#socket === socket;
    socket.onopen = () => {
      if (!current()) return;
      this.#stopTimer();
      this.#state = 'open';
      this.options.onOpen();
    };
    socket.onmessage = ({ data }: { data: unknown }) => {
      if (current()) this.options.onFrame(data);
    };
    socket.onerror = () => {
      if (current()) this.#error(`The connection to ${withoutQuery(url)} failed.`);
    };
    socket.onclose = ({ code, reason }: { code: number; reason: string }) => {
      if (!current()) return;
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
    // A close handler may have connected or disconnected: then this wait is over.
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

/** A query may hold a token, which belongs in no message. */
const withoutQuery = (url: string): string => url.replace(/[?#].*$/s, '');
