import { All, Controller, Logger, Req, Res } from '@nestjs/common';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { AccessService } from '../auth/access.service.js';
import { ownCommand } from '../common/command-line.js';
import { describeForLog } from '../common/log/redact.js';
import { systemClock } from '../common/clock/clock.js';
import { TokenBucket } from '../common/token-bucket.js';
import { UserBrowser } from './user-browser.js';

/** The arguments of a call are short; a text to type may be a page. */
const MAX_BODY_BYTES = 256 * 1024;
/** Each may wait for the user's yes. Of one program, which cannot keep the others out. */
const MAX_OPEN = 8;
const CALLS = { burst: 60, perSecond: 10 };

/** A program, by its token. */
class Program {
  open = 0;
  readonly limit = new TokenBucket(CALLS.burst, CALLS.perSecond, systemClock.now());
}

/**
 * Offers the browser's tools to programs on this computer that have a token. `AccessGuard` has checked Host, Origin and the token
 * before, but admits programs on this computer without one, too.
 */
@Controller('mcp')
export class McpController {
  readonly #logger = new Logger('MCP');
  /** By the tokens' ids: there are as many as the user has made. */
  readonly #programs = new Map<string, Program>();
  /** The longest that a program may take to send its request. */
  maxSendingMs = 10_000;

  constructor(
    private readonly access: AccessService,
    private readonly browser: UserBrowser,
  ) {}

  @All()
  async serve(@Req() request: IncomingMessage, @Res() response: ServerResponse): Promise<void> {
    const access = this.access.decide(request);
    const isLocal = access.kind === 'admitted' && access.isLocal;
    if (!isLocal) return refuse(response, 403, 'Only programs on the computer of the browser may use it.');
    if (access.credential?.kind !== 'token' || request.headers.authorization === undefined) {
      response.setHeader('WWW-Authenticate', 'Bearer');
      const make = ownCommand('tokens -- add <name>');
      return refuse(response, 401, `Send a token ("Authorization: Bearer …"). Make one with: ${make}`);
    }
    const program = this.#programs.get(access.credential.id) ?? new Program();
    this.#programs.set(access.credential.id, program);
    if (program.open >= MAX_OPEN || !program.limit.take(1, systemClock.now())) {
      response.setHeader('Retry-After', '2');
      return refuse(response, 429, 'Too many requests at once. Wait for the results of the others.');
    }
    program.open++;
    response.once('close', () => program.open--);
    const slow = setTimeout(() => request.complete || request.destroy(), this.maxSendingMs);
    response.once('close', () => clearTimeout(slow));
    await this.#serve(request, response);
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    // The protocol's packages are loaded only where this is switched on and used.
    const [{ createMcpHandler }, { toNodeHandler }, { browserServer }] = await Promise.all([
      import('@modelcontextprotocol/server'),
      import('@modelcontextprotocol/node'),
      import('./browser-server.js'),
    ]);
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    const onerror = (error: Error) => this.#logger.warn(describeForLog(error));
    const handler = createMcpHandler(() => browserServer(this.browser, gone.signal), {
      maxRequestBodySize: MAX_BODY_BYTES,
      maxSubscriptions: 1,
    });
    try {
      await toNodeHandler(handler, { maxRequestBodySize: MAX_BODY_BYTES, onerror })(request, response);
    } finally {
      await handler.close();
    }
  }
}

function refuse(response: ServerResponse, status: number, message: string): void {
  response.writeHead(status, { 'Content-Type': 'application/json' });
  response.end(JSON.stringify({ jsonrpc: '2.0', id: null, error: { code: -32_000, message } }));
}
