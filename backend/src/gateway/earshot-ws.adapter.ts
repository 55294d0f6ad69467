import { Logger, type INestApplication } from '@nestjs/common';
import { WsAdapter } from '@nestjs/platform-ws';
import type { IncomingMessage, Server } from 'node:http';
import type { ServerOptions, WebSocketServer } from 'ws';
import { MAX_MESSAGE_BYTES } from '#protocol';
import { AccessService } from '../auth/access.service.js';
import { chosenSubprotocol } from '../auth/request-source.js';
import { RefusalLog } from './refusal-log.js';

/** A client of the plain protocol names the port in the path, for the proxy between: any will do. */
const WS_PATH = /^\/ws(?:\/\d{1,5})?$/;

const LIMITS = {
  maxPayload: MAX_MESSAGE_BYTES,
  /** Each may pin the 64 KiB that it was read with. No client sends a message in more than one. */
  maxFragments: 64,
  /** Reads of a message of 1 MiB in the smallest packets of IPv4, 576 bytes. */
  maxBufferedChunks: 2_048,
};

/** Nest's ws adapter, with an access check before the handshake, messages of at most 1 MiB and no compression. */
export class EarshotWsAdapter extends WsAdapter {
  readonly #logger = new Logger(EarshotWsAdapter.name);
  readonly #refusals = new RefusalLog((line) => this.#logger.warn(line));
  readonly #access: AccessService;

  /** Upgrade requests for a path that is not served. */
  readonly #unknownPath = new WeakSet<IncomingMessage>();

  constructor(app: INestApplication) {
    super(app);
    this.#access = app.get(AccessService);
    // Nest compares paths exactly, and closes a connection to any other path without a response.
    (this.httpServer as Server).prependListener('upgrade', (request: IncomingMessage) => {
      const path = request.url?.replace(/[?#].*$/s, '').replace(/(?<=.)\/$/, '') ?? '';
      const isWs = WS_PATH.test(path);
      if (path !== '/' && !isWs) this.#unknownPath.add(request);
      const query = /[?][^#]*/.exec(request.url ?? '')?.[0] ?? '';
      request.url = `${isWs ? '/ws' : '/'}${query}`;
    });
  }

  override create(port: number, options: ServerOptions & { namespace?: string; server?: unknown }): unknown {
    const verifyClient: ServerOptions['verifyClient'] = ({ req }: { req: IncomingMessage }, done) => {
      const access = this.#access.decideUpgrade(req);
      if (access.kind === 'refused') {
        this.#refusals.add(access.reason);
        return done(false, 403, "Forbidden: see Earshot's log for the reason");
      }
      done(!this.#unknownPath.has(req), 404, 'Not found: Earshot listens on /, /ws and /ws/<port>');
    };
    const handleProtocols = chosenSubprotocol;
    const serverOptions = {
      ...LIMITS,
      perMessageDeflate: false,
      autoPong: false,
      verifyClient,
      handleProtocols,
    };
    return super.create(port, { ...options, ...serverOptions } as Parameters<WsAdapter['create']>[1]);
  }

  /** Frames go straight to the client's connection, because Nest's message pipeline does not keep their order. */
  override bindMessageHandlers(): void {}

  /** A protocol error of a client, such as a frame that is too large, closes its socket and is not our error. */
  override bindErrorHandler(server: WebSocketServer): WebSocketServer {
    server.on('connection', (socket) =>
      socket.on('error', (error) => this.#logger.debug(`A client's socket failed: ${error.message}`)),
    );
    server.on('error', (error) => this.#logger.error(error));
    return server;
  }
}
