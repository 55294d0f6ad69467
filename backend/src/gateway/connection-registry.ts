import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import type { WebSocket } from 'ws';
import { CLOSE, SINGLE_CLIENT_ERROR, SINGLE_CLIENT_REASON, type ErrorMessage } from '#protocol';
import { EarshotConfig } from '../config/config.dto.js';
import { SessionService } from '../session/session.service.js';
import { Peer, type PeerSource } from './peer.js';
import { answersPing, closeGracefully } from './socket-utils.js';

const RESTARTING = 'The backend is restarting';

const HEARTBEAT_MS = 15_000;

/** How long a client may take to answer a close frame. */
const CLOSE_TIMEOUT_MS = 1_000;

/** Far more than the clients that connect at once and have not started a session yet. */
const MAX_WITHOUT_SESSION = 64;

const TOO_MANY = 'Too many connections, try again later';

/** How long the client of a single-client backend may take to answer a ping when another one connects. */
const SINGLE_CLIENT_PING_MS = 2_000;

/** All open client sockets of both paths. */
@Injectable()
export class ConnectionRegistry implements OnModuleDestroy {
  readonly #logger = new Logger('Gateway');
  readonly #peers = new Map<WebSocket, Peer>();
  #closing = false;
  readonly #heartbeat = setInterval(() => this.#beat(), HEARTBEAT_MS).unref();

  constructor(
    private readonly config: EarshotConfig,
    private readonly sessions: SessionService,
  ) {}

  /** Never throws: an error in Nest's connection hook would end the process. */
  accept(socket: WebSocket, from: PeerSource = {}): void {
    this.#accept(socket, from).catch((error: unknown) => {
      this.#logger.error(error);
      socket.close(CLOSE.internal, 'Internal error');
    });
  }

  onModuleDestroy(): Promise<void> {
    return this.closeAll();
  }

  /**
   * Accepts no more connections and closes all with 1012. Call it before the application is closed, which waits for
   * models that are still loading and then cuts the sockets. Idempotent.
   */
  async closeAll(): Promise<void> {
    this.#closing = true;
    clearInterval(this.#heartbeat);
    await Promise.all(
      [...this.#peers.keys()].map((socket) =>
        closeGracefully(socket, CLOSE.restarting, RESTARTING, CLOSE_TIMEOUT_MS),
      ),
    );
  }

  async #accept(socket: WebSocket, from: PeerSource): Promise<void> {
    // Checked again after each wait: another client may have been accepted meanwhile.
    while (this.config.singleClient && this.#peers.size > 0) {
      if (await this.#isOccupied(socket)) {
        send(socket, { type: 'error', error: SINGLE_CLIENT_ERROR, code: 'busy', fatal: true });
        return socket.close(CLOSE.refused, SINGLE_CLIENT_REASON);
      }
    }
    if (this.#closing) return socket.close(CLOSE.restarting, RESTARTING);
    if (socket.readyState === socket.OPEN) this.#add(socket, from);
  }

  /** A client whose network failed must not block its own user. Messages of the new client wait meanwhile. */
  async #isOccupied(newcomer: WebSocket): Promise<boolean> {
    const [current] = this.#peers.keys();
    newcomer.pause();
    const isAlive = await answersPing(current!, SINGLE_CLIENT_PING_MS);
    newcomer.resume();
    if (!isAlive && this.#peers.delete(current!)) current!.terminate();
    return isAlive;
  }

  #add(socket: WebSocket, from: PeerSource): void {
    this.#makeRoom();
    const onFault = (error: unknown) => this.#logger.error(error);
    this.#peers.set(socket, new Peer(socket, this.sessions, from, onFault));
    socket.once('close', () => this.#peers.delete(socket));
  }

  /** Closes the oldest connection without a session; sessions have their own limit. */
  #makeRoom(): void {
    const idle = [...this.#peers].filter(([, { hasSession }]) => !hasSession);
    if (idle.length < MAX_WITHOUT_SESSION) return;
    const [socket] = idle[0]!;
    this.#peers.delete(socket);
    void closeGracefully(socket, CLOSE.overloaded, TOO_MANY, CLOSE_TIMEOUT_MS).then(() => socket.terminate());
  }

  #beat(): void {
    for (const peer of this.#peers.values()) peer.beat();
  }
}

const send = (socket: WebSocket, message: ErrorMessage): void => socket.send(JSON.stringify(message));
