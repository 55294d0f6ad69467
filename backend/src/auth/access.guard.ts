import {
  ForbiddenException,
  HttpException,
  HttpStatus,
  Injectable,
  Logger,
  UnauthorizedException,
  type CanActivate,
  type ExecutionContext,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { PROTOCOL_VERSION, type ErrorCode } from '#protocol';
import { ownCommand } from '../common/command-line.js';
import { AccessService } from './access.service.js';
import { Public } from './public.js';
import { RefusalLog } from './refusal-log.js';
import { RequestLimit } from './request-limit.js';

/** Applies the access rules and a limit per address to every HTTP route. */
@Injectable()
export class AccessGuard implements CanActivate {
  /** Apart from the others: on a network without TLS, a page can make its visitor's browser ask without saying who asks. */
  readonly #publicLimit = new RequestLimit();
  readonly #logger = new Logger('HTTP');
  readonly #refusals = new RefusalLog((line) => this.#logger.warn(line), 'request');

  constructor(
    private readonly access: AccessService,
    private readonly limit: RequestLimit,
    private readonly reflector: Reflector,
  ) {}

  /** @throws HttpException with the reason: 403, 401 or 429 */
  canActivate(context: ExecutionContext): boolean {
    const http = context.switchToHttp();
    const request = http.getRequest<IncomingMessage>();
    const isPublic = this.reflector.getAllAndOverride(Public, [context.getHandler(), context.getClass()]);
    const access = isPublic ? this.access.decidePublic(request) : this.access.decide(request);
    if (access.kind === 'refused') {
      this.#refusals.add(access.reason);
      throw new ForbiddenException(`Earshot refused this request: ${access.reason}.`);
    }
    // A client that has shown nothing is not logged: an extension looks whether there is an Earshot before it is paired.
    if (access.kind === 'unauthorized') this.#refusals.addClient(access, access.error);
    if (access.kind !== 'admitted') {
      http.getResponse<ServerResponse>().setHeader('WWW-Authenticate', 'Bearer');
      const message =
        access.kind === 'unauthorized'
          ? access.error
          : 'Earshot needs to know who asks: send a token ("Authorization: Bearer …"). ' +
            `Make one where the backend runs: ${ownCommand('tokens -- add <name>')}`;
      throw new UnauthorizedException(body(HttpStatus.UNAUTHORIZED, 'unauthorized', message));
    }
    const limit = isPublic ? this.#publicLimit : this.limit;
    if (!limit.take(access.lockAddress)) {
      const message = 'Too many requests from this address in a short time. Try again in a few seconds.';
      this.#refusals.add(`${access.lockAddress ?? 'this computer'}: Too many requests`);
      http.getResponse<ServerResponse>().setHeader('Retry-After', '5');
      const status = HttpStatus.TOO_MANY_REQUESTS;
      throw new HttpException(body(status, 'rate_limited', message), status);
    }
    return true;
  }
}

/** The protocol's version tells an extension that this is Earshot, before Earshot admits it. */
const body = (statusCode: number, code: ErrorCode, message: string) => ({
  statusCode,
  code,
  message,
  protocol: PROTOCOL_VERSION,
});
