import { ForbiddenException, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { IncomingMessage } from 'node:http';
import { AccessService } from './access.service.js';

/** Applies the access rules to every HTTP route. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(private readonly access: AccessService) {}

  /** @throws ForbiddenException with the reason */
  canActivate(context: ExecutionContext): boolean {
    const reason = this.access.refusal(context.switchToHttp().getRequest<IncomingMessage>());
    if (reason !== null) throw new ForbiddenException(`Earshot refused this request: ${reason}.`);
    return true;
  }
}
