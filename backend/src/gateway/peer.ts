import type { Readable } from 'node:stream';
import type { WebSocket } from 'ws';
import { systemClock } from '../common/clock/clock.js';
import type { SessionService } from '../session/session.service.js';
import { BoundedSocket } from './bounded-socket.js';
import { ClientConnection } from './client-connection.js';
import { TokenBucket } from './rate-limit.js';
import { ReadThrottle } from './read-throttle.js';

/** Clients ping every few seconds. Of more, only some are answered, as RFC 6455 (5.5.3) allows. */
const PING_BURST = 20;
const PINGS_PER_SECOND = 5;

/** Heartbeats without any progress after which a peer counts as not reading. */
const MAX_STALLED_BEATS = 2;

/** Where a socket comes from. */
export interface PeerSource {
  /** Of the client, see `ClientSocket`. */
  identity?: string | undefined;
  /** The stream below the WebSocket. */
  bytes?: Readable;
}

/** One open socket: its client, and whether the client is still there and reads. */
export class Peer {
  readonly #socket: WebSocket;
  readonly #out: BoundedSocket;
  readonly #connection: ClientConnection;
  readonly #pings = new TokenBucket(PING_BURST, PINGS_PER_SECOND, systemClock.now());
  /** Whether anything was received since the last heartbeat. */
  #alive = true;
  #stalledBeats = 0;

  /** @param onFault called with an error of our own; the client is told without its words */
  constructor(
    socket: WebSocket,
    sessions: SessionService,
    { identity, bytes }: PeerSource,
    onFault: (error: unknown) => void,
  ) {
    this.#socket = socket;
    this.#out = new BoundedSocket(socket, identity);
    this.#connection = new ClientConnection(this.#out, sessions);
    const throttle = bytes && new ReadThrottle(socket, bytes);
    socket.on('pong', () => (this.#alive = true));
    socket.on('ping', (data) => {
      this.#alive = true;
      if (this.#pings.take(1, systemClock.now())) this.#out.pong(data);
    });
    socket.on('message', (data) => {
      this.#alive = true;
      try {
        // Parsing what is dropped costs time, too.
        if (!this.#connection.frame(data as Buffer)) throttle?.slowDown();
      } catch (error) {
        onFault(error);
        this.#reportFault();
      }
    });
    socket.once('close', () => this.#connection.closed());
  }

  get hasSession(): boolean {
    return this.#connection.hasSession;
  }

  /** Ends the connection of a peer that is gone, as after a network failure without a close frame, or that does not read. */
  beat(): void {
    this.#stalledBeats = this.#out.checkStalled() ? this.#stalledBeats + 1 : 0;
    if (!this.#alive || this.#stalledBeats >= MAX_STALLED_BEATS) return this.#socket.terminate();
    this.#alive = false;
    this.#out.ping();
  }

  #reportFault(): void {
    const error = 'Something went wrong in the backend. See its log for details.';
    this.#out.send(JSON.stringify({ type: 'error', error, code: 'internal', fatal: false }));
  }
}
