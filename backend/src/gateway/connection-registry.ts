import { Inject, Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
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

/** How long the one client of a single-client backend has to prove that it is there, when another one comes. */
const PROOF_MS = 2_000;

/** All open sockets, whatever path they came by. */
@Injectable()
export class ConnectionRegistry implements OnModuleDestroy {
  readonly #logger = new Logger('Gateway');
  readonly #alive = new Map<WebSocket, boolean>();
  #draining = false;
  readonly #heartbeat = setInterval(() => this.#beat(), HEARTBEAT_MS).unref();

  constructor(
    @Inject(EarshotConfig) private readonly config: EarshotConfig,
    @Inject(SessionService) private readonly sessions: SessionService,
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
      [...this.#alive.keys()].map((socket) =>
        closeGracefully(socket, CLOSE.restarting, RESTARTING, DRAIN_MS),
      ),
    );
  }

  async #accept(socket: WebSocket): Promise<void> {
    if (this.config.singleClient && !(await this.#isAlone(socket))) {
      socket.send(JSON.stringify({ type: 'error', error: SINGLE_CLIENT_ERROR, code: 'busy', fatal: true }));
      return socket.close(CLOSE.refused, SINGLE_CLIENT_REASON);
    }
    if (this.#draining) return socket.close(CLOSE.restarting, RESTARTING);
    if (socket.readyState === socket.OPEN) this.#admit(socket);
  }

  /** A client whose network went away without a word must not lock its own user out. What the newcomer says waits. */
  async #isAlone(newcomer: WebSocket): Promise<boolean> {
    newcomer.pause();
    try {
      for (;;) {
        const [holder] = this.#alive.keys();
        if (!holder) return true;
        if (await answersPing(holder, PROOF_MS)) return false;
        this.#alive.delete(holder);
        holder.terminate();
      }
    } finally {
      newcomer.resume();
    }
  }

  #admit(socket: WebSocket): void {
    this.#alive.set(socket, true);
    const connection = new ClientConnection(new GuardedSocket(socket), this.sessions);
    socket.on('pong', () => this.#alive.set(socket, true));
    socket.on('message', (data) => {
      this.#alive.set(socket, true);
      try {
        connection.frame(data as Buffer);
      } catch (error) {
        this.#logger.error(error);
        const message = 'Something went wrong in the backend. Its log says more.';
        socket.send(JSON.stringify({ type: 'error', error: message, code: 'internal', fatal: false }));
      }
    });
    socket.once('close', () => {
      this.#alive.delete(socket);
      connection.closed();
    });
  }

  /** A peer that vanished without a word is found here. */
  #beat(): void {
    for (const [socket, alive] of this.#alive) {
      if (!alive) {
        socket.terminate();
        continue;
      }
      this.#alive.set(socket, false);
      socket.ping();
    }
  }
}
