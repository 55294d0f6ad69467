import type { Readable } from 'node:stream';
import type { WebSocket } from 'ws';
import { clientIdentity, type AccessService, type ClientAccess } from '../auth/access.service.js';
import type { Credential } from '../auth/credentials/credentials.js';
import { systemClock } from '../common/clock/clock.js';
import type { Graph } from '../session/graphs.js';
import type { SessionService } from '../session/session.service.js';
import type { Session } from '../session/session.js';
import { BoundedSocket } from './bounded-socket.js';
import { ClientConnection } from './client-connection.js';
import { TokenBucket } from '../common/token-bucket.js';
import { ReadThrottle } from './read-throttle.js';

/** Clients ping every few seconds. Of more, only some are answered, as RFC 6455 (5.5.3) allows. */
const PING_BURST = 20;
const PINGS_PER_SECOND = 5;

/** Heartbeats without any progress after which a peer counts as not reading. */
const MAX_STALLED_BEATS = 2;

const REVOKED = 'The key or token of this client was revoked, or has expired.';

/** Where a socket comes from. */
export interface PeerSource {
  access: ClientAccess;
  /** The graph of the gateway that it is connected to. */
  graph: Graph;
  /** The stream below the WebSocket. */
  bytes?: Readable;
}

export interface PeerEvents {
  /** Called with an error of our own; the client is told without its words. */
  onFault(error: unknown): void;
  /** The client has proven who it is. */
  onAdmitted(): void;
  onPaired(): void;
  /** @param error as the client gets it */
  onRefused(error: string): void;
}

/** One open socket: its client, and whether the client is still there and reads. */
export class Peer {
  /** Clients with the same one share the room for connections without a session. */
  readonly source: string;
  /** That of its gateway. */
  readonly graph: Graph;
  /** It has proven itself, but another client may have the only place. Its messages are dropped until that is known. */
  isWaiting = false;
  readonly #socket: WebSocket;
  readonly #out: BoundedSocket;
  readonly #connection: ClientConnection;
  #isAdmitted: boolean;
  #credential: Credential | undefined;
  readonly #pings = new TokenBucket(PING_BURST, PINGS_PER_SECOND, systemClock.now());
  /** Whether anything was received since the last heartbeat. */
  #alive = true;
  #stalledBeats = 0;

  constructor(
    socket: WebSocket,
    sessions: SessionService,
    private readonly rules: AccessService,
    { access, graph, bytes }: PeerSource,
    events: PeerEvents,
  ) {
    // On this computer, browsers vouch for the origin; elsewhere it is easily claimed.
    this.source = access.lockAddress ?? access.origin;
    this.graph = graph;
    this.#socket = socket;
    this.#isAdmitted = access.kind === 'admitted';
    this.#credential = access.credential;
    this.#out = new BoundedSocket(socket, clientIdentity(access, access.credential));
    const handshake = rules.handshake(access, {
      send: (message) => this.#out.send(JSON.stringify(message)),
      close: (code, reason) => this.#out.close(code, reason),
      onPaired: () => events.onPaired(),
      onRefused: (error) => events.onRefused(error),
      onProven: (credential) => {
        this.#credential = credential;
        this.#out.identity = clientIdentity(access, credential);
        if (this.#isAdmitted) return;
        this.#isAdmitted = true;
        events.onAdmitted();
      },
    });
    this.#connection = new ClientConnection(this.#out, sessions, graph, {
      handshake,
      isAdmitted: () => this.#isAdmitted,
      onRefused: (error) => events.onRefused(error),
    });
    const throttle = bytes && new ReadThrottle(socket, bytes);
    socket.on('pong', () => (this.#alive = true));
    socket.on('ping', (data) => {
      this.#alive = true;
      if (this.#pings.take(1, systemClock.now())) this.#out.pong(data);
    });
    socket.on('message', (data) => {
      this.#alive = true;
      if (this.#out.isClosing || this.isWaiting) return;
      try {
        // Parsing what is dropped costs time, too.
        if (!this.#connection.frame(data as Buffer)) throttle?.slowDown();
      } catch (error) {
        events.onFault(error);
        this.#reportFault();
      }
    });
    socket.once('close', () => {
      handshake.end();
      this.#connection.closed();
    });
  }

  get isAdmitted(): boolean {
    return this.#isAdmitted;
  }

  get hasSession(): boolean {
    return this.#connection.hasSession;
  }

  /** Undefined without a session, and once another connection has it. */
  get session(): Session | undefined {
    return this.#connection.session;
  }

  /** Ends the connection of a peer that is gone, as after a network failure without a close frame, or that does not read. */
  beat(): void {
    this.#stalledBeats = this.#out.checkStalled() ? this.#stalledBeats + 1 : 0;
    if (!this.#alive || this.#stalledBeats >= MAX_STALLED_BEATS) return this.#socket.terminate();
    if (this.#credential && !this.rules.isValid(this.#credential)) return this.#connection.refuse(REVOKED);
    this.#alive = false;
    this.#out.ping();
  }

  #reportFault(): void {
    const error = 'Something went wrong in the backend. See its log for details.';
    this.#out.send(JSON.stringify({ type: 'error', error, code: 'internal', fatal: false }));
  }
}
