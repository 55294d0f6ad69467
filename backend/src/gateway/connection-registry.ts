import {
  Inject,
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnModuleDestroy,
} from '@nestjs/common';
import type { WebSocket } from 'ws';
import { CLOSE, SINGLE_CLIENT_ERROR, SINGLE_CLIENT_REASON } from '#protocol';
import { EarshotConfig } from '../config/config.dto.js';
import type { ClientSocket } from '../session/session-output.js';
import { SessionService } from '../session/session.service.js';
import { ClientConnection } from './client-connection.js';

const HEARTBEAT_MS = 15_000;

/** A client that stays away while its socket's buffer grows past this has to come back and resume. */
const MAX_BUFFERED_BYTES = 4 * 1024 * 1024;

/** How long a client has to answer a close before its socket is cut. */
const DRAIN_MS = 1_000;

/** All open sockets, whatever path they came by. */
@Injectable()
export class ConnectionRegistry implements OnModuleDestroy, BeforeApplicationShutdown {
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
    try {
      this.#accept(socket);
    } catch (error) {
      this.#logger.error(error);
      socket.close(CLOSE.internal, 'Internal error');
    }
  }

  onModuleDestroy(): void {
    this.#draining = true;
    clearInterval(this.#heartbeat);
  }

  /** Says 1012 to everybody while the sockets are still ours: after this hook Nest cuts them. */
  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all([...this.#alive.keys()].map((socket) => closeGracefully(socket)));
  }

  #accept(socket: WebSocket): void {
    if (this.#draining) return socket.close(CLOSE.restarting, 'The backend is restarting');
    if (this.config.singleClient && this.#alive.size > 0) {
      socket.send(JSON.stringify({ type: 'error', error: SINGLE_CLIENT_ERROR, code: 'busy', fatal: true }));
      return socket.close(CLOSE.refused, SINGLE_CLIENT_REASON);
    }
    this.#alive.set(socket, true);
    const connection = new ClientConnection(new GuardedSocket(socket), this.sessions);
    socket.on('pong', () => this.#alive.set(socket, true));
    socket.on('message', (data) => {
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

/** A socket that is safe to send to at any time, and that a reader who stopped reading cannot make grow. */
class GuardedSocket implements ClientSocket {
  constructor(private readonly socket: WebSocket) {}

  get bufferedAmount(): number {
    return this.socket.bufferedAmount;
  }

  send(frame: string): void {
    if (this.socket.readyState !== this.socket.OPEN) return;
    if (this.socket.bufferedAmount > MAX_BUFFERED_BYTES) return this.socket.terminate();
    this.socket.send(frame);
  }

  close(code: number, reason: string): void {
    this.socket.close(code, reason);
  }
}

function closeGracefully(socket: WebSocket): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, DRAIN_MS);
    socket.once('close', () => {
      clearTimeout(timer);
      resolve();
    });
    socket.close(CLOSE.restarting, 'The backend is restarting');
  });
}
