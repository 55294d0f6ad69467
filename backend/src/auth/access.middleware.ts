import { ForbiddenException, Injectable, type NestMiddleware } from '@nestjs/common';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { AccessService } from './access.service.js';

/** Applies the access rules to every HTTP request. Middleware, because a guard would only run for routes that exist. */
@Injectable()
export class AccessMiddleware implements NestMiddleware<IncomingMessage, ServerResponse> {
  constructor(private readonly access: AccessService) {}

  /** @throws ForbiddenException with the reason */
  use(request: IncomingMessage, _response: ServerResponse, next: () => void): void {
    const reason = this.access.refusal(request);
    if (reason !== null) throw new ForbiddenException(`Earshot refused this request: ${reason}.`);
    next();
  }
}
