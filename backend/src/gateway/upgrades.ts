import { Injectable, Logger } from '@nestjs/common';
import type { IncomingMessage } from 'node:http';
import type { ServerOptions, WebSocket } from 'ws';
import { MAX_MESSAGE_BYTES } from '#protocol';
import { AccessService } from '../auth/access.service.js';
import { RefusalLog } from '../auth/refusal-log.js';
import { chosenSubprotocol } from '../auth/request-source.js';

/** A client of the plain protocol names the port in the path, for the proxy between: any will do. */
const WS_PATH = /^\/ws(?:\/\d{1,5})?$/;

const LIMITS = {
  maxPayload: MAX_MESSAGE_BYTES,
  /** Each may pin the 64 KiB that it was read with. No client sends a message in more than one. */
  maxFragments: 64,
  /** Reads of a message of 1 MiB in the smallest packets of IPv4, 576 bytes. */
  maxBufferedChunks: 2_048,
};

/** What the WebSocket servers of all ports have in common: the access check before the handshake, and limits. */
@Injectable()
export class Upgrades {
  readonly #logger = new Logger('Gateway');
  readonly #refusals = new RefusalLog((line) => this.#logger.warn(line));

  constructor(private readonly access: AccessService) {}

  /**
   * Options of a WebSocket server: messages of at most 1 MiB, no compression.
   * @param pathProblem why the path of an upgrade that is let in is not served, as a sentence
   */
  serverOptions(pathProblem: (request: IncomingMessage) => string | undefined): ServerOptions {
    const verifyClient: ServerOptions['verifyClient'] = ({ req }: { req: IncomingMessage }, done) => {
      const access = this.access.decideUpgrade(req);
      if (access.kind === 'refused') {
        this.#refusals.add(access.reason);
        return done(false, 403, "Forbidden: see Earshot's log for the reason");
      }
      const problem = pathProblem(req);
      done(problem === undefined, 404, `Not found: ${problem}`);
    };
    const handleProtocols = chosenSubprotocol;
    return { ...LIMITS, perMessageDeflate: false, autoPong: false, verifyClient, handleProtocols };
  }

  /** A protocol error of a client, such as a frame that is too large, closes its socket and is not our error. */
  watch(socket: WebSocket): void {
    socket.on('error', (error) => this.#logger.debug(`A client's socket failed: ${error.message}`));
  }
}

/** The path of a request, without a slash at its end. */
export const pathOf = ({ url = '' }: IncomingMessage): string =>
  url.replace(/[?#].*$/s, '').replace(/(?<=.)\/$/, '');

export const isWsPath = (path: string): boolean => WS_PATH.test(path);

/** Whether the protocol is served there, on every port. */
export const isGatewayPath = (path: string): boolean => path === '/' || isWsPath(path);
