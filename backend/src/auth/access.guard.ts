import { ForbiddenException, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { IncomingMessage } from 'node:http';
import { AccessService } from './access.service.js';

/** Applies the access rules to every HTTP route. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(private readonly access: AccessService) {}

  /** @throws ForbiddenException */
  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<IncomingMessage>();
    if (this.access.refusal(request) !== null)
      throw new ForbiddenException(
        'This origin may not use Earshot. To allow it: "allowedOrigins" in the config',
      );
    return true;
  }
}
