import { CLOSE } from '#protocol';
import { backoffMs, mayRetry, type BackoffPolicy } from './backoff.js';
import type { ClientAuth } from './auth/client-auth.js';
import { ABNORMAL_CLOSE, ClientError, type ClosedEvent, type ReconnectingEvent } from './events.js';
import { Link, withoutSecrets, type LinkEnd } from './link.js';
import type { Clock, WebSocketConstructor } from './options.js';

/**
 * idle: never connected. waiting: lost, will reconnect. closed: disconnected on purpose, refused, or given up.
 */
export type ConnectionState = 'idle' | 'connecting' | 'open' | 'waiting' | 'closed';

export interface ConnectionOptions {
  /** Undefined if neither the platform nor the caller provides one. */
  WebSocket: WebSocketConstructor | undefined;
  /** Subprotocols to offer. */
  protocols: string[] | undefined;
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

/** A link that is replaced when it is lost. There is one at a time. */
export class Connection {
  #state: ConnectionState = 'idle';
  #link: Link | undefined;
  #url: string | undefined;
  /** Attempts since `confirm()` was last called. */
  #attempt = 0;
  #timer: unknown;
  /** A server has proven itself since `connect()`. */
  #wasProven = false;

  /** Of the next attempts. */
  auth: ClientAuth | undefined;

  constructor(private readonly options: ConnectionOptions) {}

  get state(): ConnectionState {
    return this.#state;
  }

  get url(): string | undefined {
    return this.#url;
  }

  get bufferedAmount(): number {
    return this.#link?.bufferedAmount ?? 0;
  }

  /** For HTTP requests to the server, while the connection is open. */
  get httpToken(): string | undefined {
    return this.#link?.httpToken;
  }

  /** Does nothing if this address is connected or connecting. */
  connect(url: string): void {
    if (this.#link && url === this.#url) return;
    if (this.#link) this.disconnect();
    this.#url = url;
    this.#attempt = 0;
    this.#wasProven = false;
    this.#open(url);
  }

  /** Emits the close event unless the connection is idle or closed. */
  disconnect(): void {
    const wasWanted = this.#state !== 'idle' && this.#state !== 'closed';
    if (wasWanted) this.#state = 'closed';
    this.#stopTimer();
    this.#release(CLOSE.normal);
    if (wasWanted)
      this.options.onClose({ code: CLOSE.normal, reason: '', intended: true, willReconnect: false });
  }

  /** Reconnects now instead of after the delay, also if it had given up. */
  retryNow(): void {
    if (this.#url === undefined || this.#link) return;
    if (this.#state === 'closed') this.#attempt = 0;
    this.#open(this.#url);
  }

  /** The connection works: after its loss, the delays start with the shortest again. */
  confirm(): void {
    this.#attempt = 0;
  }

  /** Drops a link that does not respond. */
  abandon(reason: string): void {
    if (!this.#link) return;
    this.#release();
    this.#lost({ code: ABNORMAL_CLOSE, reason });
  }

  /** @returns whether the frame was passed to the socket */
  send(frame: string): boolean {
    return this.#state === 'open' && this.#link !== undefined && this.#link.send(frame);
  }

  #open(url: string): void {
    this.#stopTimer();
    const { WebSocket, protocols, clock, connectTimeoutMs, onFrame } = this.options;
    if (!WebSocket) {
      this.#state = 'closed';
      this.#error(
        'This platform has no WebSocket. Pass one to the client: new EarshotClient({ WebSocket }).',
      );
      return;
    }
    this.#state = 'connecting';
    this.#timer = clock.setTimeout(() => this.#timedOut(), connectTimeoutMs);
    this.#link = new Link({
      url,
      WebSocket,
      protocols,
      auth: this.auth,
      wasProven: this.#wasProven,
      clock,
      onServerProven: () => (this.#wasProven = true),
      onOpen: () => this.#opened(),
      onFrame,
      onEnd: (end) => this.#ended(end),
      onInvalid: () => this.#invalid(url),
      onError: (message, cause) => this.#error(message, cause),
    });
    this.#link.open();
  }

  #opened(): void {
    this.#stopTimer();
    this.#state = 'open';
    this.options.onOpen();
  }

  #timedOut(): void {
    // A server that was proven before may be busy with its start.
    const mayBeAnother = this.#link?.isUnanswered && !this.#wasProven;
    if (!mayBeAnother) return this.abandon('It did not open in time');
    this.#release();
    this.#lost({ code: CLOSE.refused, reason: '', refusal: 'no_proof' });
  }

  #ended(end: LinkEnd): void {
    this.#link = undefined;
    this.#lost(end);
  }

  /** There is no retry: an invalid address stays invalid. */
  #invalid(url: string): void {
    this.#stopTimer();
    this.#link = undefined;
    this.#state = 'closed';
    this.#error(`"${withoutSecrets(url)}" is not a WebSocket address.`);
  }

  #lost(end: LinkEnd): void {
    const { clock, random, backoff } = this.options;
    this.#stopTimer();
    const attempt = this.#attempt + 1;
    const willReconnect = end.code !== CLOSE.refused && mayRetry(attempt, backoff);
    this.#state = willReconnect ? 'waiting' : 'closed';
    if (!willReconnect) {
      this.options.onClose({ ...end, intended: false, willReconnect });
      return;
    }
    this.#attempt = attempt;
    const delayMs = backoffMs(attempt, backoff, random());
    const at = clock.now() + delayMs;
    const timer = clock.setTimeout(() => this.retryNow(), delayMs);
    this.#timer = timer;
    this.options.onClose({ ...end, intended: false, willReconnect });
    // A close handler may have connected or disconnected.
    if (this.#timer === timer) this.options.onReconnecting({ code: end.code, attempt, delayMs, at });
  }

  #release(code?: number): void {
    const link = this.#link;
    this.#link = undefined;
    link?.close(code);
  }

  #stopTimer(): void {
    this.options.clock.clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #error(message: string, cause?: unknown): void {
    this.options.onError(new ClientError('connection', message, { cause }));
  }
}
