import { Logger, type INestApplicationContext } from '@nestjs/common';
import { WsAdapter } from '@nestjs/platform-ws';
import type { IncomingMessage, Server } from 'node:http';
import type { ServerOptions, WebSocketServer } from 'ws';
import { MAX_MESSAGE_BYTES } from '#protocol';
import { refusal, type OriginPolicy } from '../auth/origin-policy.js';

/** Nest's ws adapter with Earshot's edge: origin check before the handshake, 1 MiB messages, no compression. */
export class EarshotWsAdapter extends WsAdapter {
  readonly #logger = new Logger(EarshotWsAdapter.name);

  /** Requests for a path that is nobody's. */
  readonly #lost = new WeakSet<IncomingMessage>();

  constructor(
    app: INestApplicationContext,
    private readonly policy: OriginPolicy,
  ) {
    super(app);
    // Nest compares paths letter by letter, and cuts a connection for any other without a word.
    (this.httpServer as Server).prependListener('upgrade', (request: IncomingMessage) => {
      const path = request.url?.replace(/[?#].*$/s, '').replace(/(?<=.)\/$/, '');
      if (path !== '/' && path !== '/ws') this.#lost.add(request);
      request.url = path === '/ws' ? path : '/';
    });
  }

  override create(port: number, options: ServerOptions & { namespace?: string; server?: unknown }): unknown {
    const verifyClient: ServerOptions['verifyClient'] = ({ req }: { req: IncomingMessage }, done) => {
      const reason = refusal(req.headers.origin, req.headers.host, this.policy);
      if (reason) this.#logger.warn(`Refused a connection: ${reason}`);
      if (reason) return done(false, 403, 'Forbidden: this origin may not connect to Earshot');
      done(!this.#lost.has(req), 404, 'Not found: Earshot listens on / and /ws');
    };
    const edge = { maxPayload: MAX_MESSAGE_BYTES, perMessageDeflate: false, verifyClient };
    return super.create(port, { ...options, ...edge } as Parameters<WsAdapter['create']>[1]);
  }

  /** Frames go straight to the connection, which keeps their order: Nest's pipeline does not. */
  override bindMessageHandlers(): void {}

  /** What a client does wrong on the wire (a frame too large, say) closes its socket and is no error of ours. */
  override bindErrorHandler(server: WebSocketServer): WebSocketServer {
    server.on('connection', (socket) =>
      socket.on('error', (error) => this.#logger.debug(`A client's socket failed: ${error.message}`)),
    );
    server.on('error', (error) => this.#logger.error(error));
    return server;
  }
}
