import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import type { Readable } from 'node:stream';
import type { WebSocket } from 'ws';
import { CLOSE, SINGLE_CLIENT_ERROR, SINGLE_CLIENT_REASON, type ErrorMessage } from '#protocol';
import { AccessService, type Access } from '../auth/access.service.js';
import { nameOf, RefusalLog } from '../auth/refusal-log.js';
import { EarshotConfig } from '../config/config.dto.js';
import { Draining, RESTARTING } from '../session/draining.js';
import type { Graph } from '../session/graphs.js';
import { SessionService } from '../session/session.service.js';
import { drain, type Call } from './drain.js';
import { Peer } from './peer.js';
import { answersPing, closeGracefully } from './socket-utils.js';

/** Also for a client that connects while its agent stops. */
const AGENT_STOPPED = 'The agent was stopped';

const HEARTBEAT_MS = 15_000;

/** How long a client may take to answer a close frame. */
const CLOSE_TIMEOUT_MS = 1_000;

/** Far more than the clients that connect at once and have not started a session yet. */
const MAX_WITHOUT_SESSION = 64;

const TOO_MANY = 'Too many connections, try again later';

/** How long the client of a single-client backend may take to answer a ping when another one connects. */
const SINGLE_CLIENT_PING_MS = 2_000;

/** How long a client may take to prove who it is. */
const PROOF_TIMEOUT_MS = 10_000;

const NO_PROOF = 'Earshot closed the connection, because the client did not prove who it is in time.';

/** Where a socket comes from, and what its client may do. */
export interface SocketSource {
  access: Exclude<Access, { kind: 'refused' }>;
  /** The graph of the gateway that it is connected to. */
  graph: Graph;
  /** The stream below the WebSocket. */
  bytes?: Readable;
}

/** The open client sockets of all gateways. */
@Injectable()
export class ConnectionRegistry implements OnModuleDestroy {
  readonly #logger = new Logger('Gateway');
  readonly #peers = new Map<WebSocket, Peer>();
  readonly #refusals = new RefusalLog((line) => this.#logger.warn(line));
  #closing = false;
  /** The gateways of agents that were stopped. */
  readonly #ended = new WeakSet<Graph>();
  readonly #heartbeat = setInterval(() => this.#beat(), HEARTBEAT_MS).unref();

  constructor(
    private readonly config: EarshotConfig,
    private readonly sessions: SessionService,
    private readonly access: AccessService,
    private readonly draining: Draining,
  ) {}

  /** Never throws: an error in Nest's connection hook would end the process. */
  accept(socket: WebSocket, from: SocketSource): void {
    this.#accept(socket, from).catch((error: unknown) => {
      this.#logger.error(error);
      socket.close(CLOSE.internal, 'Internal error');
    });
  }

  onModuleDestroy(): Promise<void> {
    return this.closeAll();
  }

  /**
   * Starts no more sessions, and closes each connection with 1012 once its call is over, after 10 s at the latest. New
   * connections are accepted: a client that lost its own may come back for the rest of its answer.
   */
  async drain(): Promise<void> {
    this.draining.start();
    for (const [socket, { hasSession }] of this.#peers) if (!hasSession) void closeForRestart(socket);
    const talking = this.#calls().filter(({ session }) => !session.isQuiet).length;
    const until = talking === 1 ? 'one call has' : `${talking} calls have`;
    if (talking > 0) this.#logger.warn(`Stopping when ${until} finished what is said, in 10 s at the latest`);
    await drain(() => this.#calls());
    await this.closeAll();
  }

  /**
   * Accepts no more connections and closes all with 1012. Call it before the application is closed, which waits for
   * models that are still loading and then cuts the sockets. Idempotent.
   */
  async closeAll(): Promise<void> {
    this.#closing = true;
    clearInterval(this.#heartbeat);
    await Promise.all([...this.#peers.keys()].map(closeForRestart));
  }

  #calls(): Call[] {
    return [...this.#peers].flatMap(([socket, { session }]) =>
      session ? [{ session, close: () => void closeForRestart(socket) }] : [],
    );
  }

  /** How many clients an agent's gateway has. One that is still to prove who it is must not keep an agent. */
  countOf(gateway: Graph): number {
    return [...this.#peers.values()].filter(({ graph, isAdmitted }) => graph === gateway && isAdmitted)
      .length;
  }

  /** Ends an agent's gateway: closes its clients, takes no more, and ends its sessions. */
  async end(gateway: Graph): Promise<void> {
    this.#ended.add(gateway);
    const sockets = [...this.#peers].flatMap(([socket, { graph }]) => (graph === gateway ? [socket] : []));
    const closing = sockets.map((socket) =>
      closeGracefully(socket, CLOSE.goingAway, AGENT_STOPPED, CLOSE_TIMEOUT_MS).then(() =>
        socket.terminate(),
      ),
    );
    this.sessions.endAll(gateway);
    await Promise.all(closing);
  }

  async #accept(socket: WebSocket, { access, graph, bytes }: SocketSource): Promise<void> {
    if (access.kind === 'unauthorized') {
      this.#refusals.addClient(access, access.error);
      return this.#refuse(socket, access.error);
    }
    // An unproven client does not take the place of the only client. After the last look there is no further wait.
    while (access.kind === 'admitted' && this.#rivalOf(socket, graph)) {
      if (await this.#isOccupied(socket, graph)) return this.#refuseSecond(socket);
    }
    if (this.#ended.has(graph)) return socket.close(CLOSE.goingAway, AGENT_STOPPED);
    if (this.#closing) return socket.close(CLOSE.restarting, RESTARTING);
    if (socket.readyState !== socket.OPEN) return;
    this.#makeRoom(access.kind === 'admitted');
    const peer = new Peer(
      socket,
      this.sessions,
      this.access,
      { access, graph, ...(bytes && { bytes }) },
      {
        onFault: (error) => this.#logger.error(error),
        onPaired: () => this.#logger.warn(`Paired with ${nameOf(access)}`),
        onRefused: (error) => this.#refusals.addClient(access, error),
        onAdmitted: () => {
          clearTimeout(deadline);
          void this.#onProven(socket, peer);
        },
      },
    );
    this.#peers.set(socket, peer);
    const deadline = peer.isAdmitted
      ? undefined
      : setTimeout(() => this.#refuse(socket, NO_PROOF), PROOF_TIMEOUT_MS).unref();
    socket.once('close', () => {
      clearTimeout(deadline);
      this.#peers.delete(socket);
    });
  }

  async #onProven(socket: WebSocket, peer: Peer): Promise<void> {
    this.#makeRoom(true, socket);
    peer.isWaiting = true;
    while (this.#rivalOf(socket, peer.graph)) {
      if (await this.#isOccupied(socket, peer.graph)) return this.#refuseSecond(socket);
    }
    peer.isWaiting = false;
  }

  /** @returns the client that the gateway has already, in single-client mode */
  #rivalOf(socket: WebSocket, gateway: Graph): WebSocket | undefined {
    if (!this.config.singleClient) return undefined;
    return [...this.#peers].find(
      ([each, { isAdmitted, graph }]) => each !== socket && isAdmitted && graph === gateway,
    )?.[0];
  }

  /** A client whose network failed must not block its own user. Messages of the new client wait meanwhile. */
  async #isOccupied(newcomer: WebSocket, gateway: Graph): Promise<boolean> {
    const current = this.#rivalOf(newcomer, gateway)!;
    newcomer.pause();
    const isAlive = await answersPing(current, SINGLE_CLIENT_PING_MS);
    newcomer.resume();
    if (!isAlive && this.#peers.delete(current)) current.terminate();
    return isAlive;
  }

  #refuseSecond(socket: WebSocket): void {
    send(socket, { type: 'error', error: SINGLE_CLIENT_ERROR, code: 'busy', fatal: true });
    socket.close(CLOSE.refused, SINGLE_CLIENT_REASON);
  }

  #refuse(socket: WebSocket, error: string): void {
    send(socket, { type: 'error', error, code: 'unauthorized', fatal: true });
    void closeGracefully(socket, CLOSE.refused, 'unauthorized', CLOSE_TIMEOUT_MS).then(() =>
      socket.terminate(),
    );
  }

  /**
   * Closes the oldest connection without a session of the source that has most of them, so that one source cannot displace the
   * clients of others; sessions have their own limit. Clients that are still to prove who they are and those that are admitted do
   * not displace each other.
   */
  #makeRoom(isAdmitted: boolean, newcomer?: WebSocket): void {
    const idle = [...this.#peers].filter(
      ([socket, peer]) => socket !== newcomer && !peer.hasSession && peer.isAdmitted === isAdmitted,
    );
    if (idle.length < MAX_WITHOUT_SESSION) return;
    const bySource = [...Map.groupBy(idle, ([, { source }]) => source).values()];
    const most = Math.max(...bySource.map(({ length }) => length));
    const [socket] = bySource.find(({ length }) => length === most)![0]!;
    this.#peers.delete(socket);
    // There may be thousands of unproven ones.
    const timeoutMs = isAdmitted ? CLOSE_TIMEOUT_MS : 0;
    void closeGracefully(socket, CLOSE.overloaded, TOO_MANY, timeoutMs).then(() => socket.terminate());
  }

  #beat(): void {
    for (const peer of this.#peers.values()) peer.beat();
  }
}

const closeForRestart = (socket: WebSocket): Promise<void> =>
  closeGracefully(socket, CLOSE.restarting, RESTARTING, CLOSE_TIMEOUT_MS);

const send = (socket: WebSocket, message: ErrorMessage): void => socket.send(JSON.stringify(message));
