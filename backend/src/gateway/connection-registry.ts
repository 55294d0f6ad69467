import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import type { WebSocket } from 'ws';
import { CLOSE, SINGLE_CLIENT_ERROR, SINGLE_CLIENT_REASON } from '#protocol';
import { EarshotConfig } from '../config/config.dto.js';
import { SessionService } from '../session/session.service.js';
import { ClientConnection } from './client-connection.js';
import { GuardedSocket } from './guarded-socket.js';
import { answersPing, closeGracefully } from './handshakes.js';

const RESTARTING = 'The backend is restarting';

const HEARTBEAT_MS = 15_000;

/** How long a client has to answer a close before its socket is cut. */
const DRAIN_MS = 1_000;

/** Far more than connect at once and are still about to say what they want. */
const MAX_WITHOUT_SESSION = 64;

const TOO_MANY = 'Too many connections, try again later';

/** How long the one client of a single-client backend has to prove that it is there, when another one comes. */
const PROOF_MS = 2_000;

interface Peer {
  connection: ClientConnection;
  /** Something came from it since the last heartbeat. */
  alive: boolean;
}

/** All open sockets, whatever path they came by. */
@Injectable()
export class ConnectionRegistry implements OnModuleDestroy {
  readonly #logger = new Logger('Gateway');
  readonly #peers = new Map<WebSocket, Peer>();
  #draining = false;
  readonly #heartbeat = setInterval(() => this.#beat(), HEARTBEAT_MS).unref();

  constructor(
    private readonly config: EarshotConfig,
    private readonly sessions: SessionService,
  ) {}

  /** Never throws: an error in a connection hook would end the process. */
  accept(socket: WebSocket): void {
    this.#accept(socket).catch((error: unknown) => {
      this.#logger.error(error);
      socket.close(CLOSE.internal, 'Internal error');
    });
  }

  onModuleDestroy(): Promise<void> {
    return this.sayGoodbye();
  }

  /**
   * Takes nobody in any more, and says 1012 to everybody. To be done before the application is closed: that waits for
   * models that are still loading, and cuts the sockets. Idempotent.
   */
  async sayGoodbye(): Promise<void> {
    this.#draining = true;
    clearInterval(this.#heartbeat);
    await Promise.all(
      [...this.#peers.keys()].map((socket) =>
        closeGracefully(socket, CLOSE.restarting, RESTARTING, DRAIN_MS),
      ),
    );
  }

  async #accept(socket: WebSocket): Promise<void> {
    // Looked at again after each wait: somebody else may have been let in meanwhile.
    while (this.config.singleClient && this.#peers.size > 0) {
      if (await this.#isHeld(socket)) {
        socket.send(JSON.stringify({ type: 'error', error: SINGLE_CLIENT_ERROR, code: 'busy', fatal: true }));
        return socket.close(CLOSE.refused, SINGLE_CLIENT_REASON);
      }
    }
    if (this.#draining) return socket.close(CLOSE.restarting, RESTARTING);
    if (socket.readyState === socket.OPEN) this.#admit(socket);
  }

  /** A client whose network went away without a word must not lock its own user out. What the newcomer says waits. */
  async #isHeld(newcomer: WebSocket): Promise<boolean> {
    const [holder] = this.#peers.keys();
    newcomer.pause();
    const isThere = await answersPing(holder!, PROOF_MS);
    newcomer.resume();
    if (!isThere && this.#peers.delete(holder!)) holder!.terminate();
    return isThere;
  }

  #admit(socket: WebSocket): void {
    this.#makeRoom();
    const connection = new ClientConnection(new GuardedSocket(socket), this.sessions);
    const peer = { connection, alive: true };
    this.#peers.set(socket, peer);
    socket.on('pong', () => (peer.alive = true));
    socket.on('message', (data) => {
      peer.alive = true;
      try {
        connection.frame(data as Buffer);
      } catch (error) {
        this.#logger.error(error);
        const message = 'Something went wrong in the backend. Its log says more.';
        socket.send(JSON.stringify({ type: 'error', error: message, code: 'internal', fatal: false }));
      }
    });
    socket.once('close', () => {
      this.#peers.delete(socket);
      connection.closed();
    });
  }

  /** Of those who began nothing, the one who is here longest gives way; sessions have a limit of their own. */
  #makeRoom(): void {
    const idle = [...this.#peers].filter(([, { connection }]) => !connection.hasSession);
    if (idle.length < MAX_WITHOUT_SESSION) return;
    const [socket] = idle[0]!;
    this.#peers.delete(socket);
    void closeGracefully(socket, CLOSE.overloaded, TOO_MANY, DRAIN_MS).then(() => socket.terminate());
  }

  /** A peer that vanished without a word is found here. */
  #beat(): void {
    for (const [socket, peer] of this.#peers) {
      if (!peer.alive) {
        socket.terminate();
        continue;
      }
      peer.alive = false;
      socket.ping();
    }
  }
}
