import { Global, Module, type MiddlewareConsumer, type NestModule } from '@nestjs/common';
import { APP_FILTER, APP_GUARD } from '@nestjs/core';
import { AccessGuard } from './access.guard.js';
import { AccessService } from './access.service.js';
import { Credentials } from './credentials/credentials.js';
import { HttpTokens } from './http-tokens.js';
import { Lockout } from './lockout.js';
import { NotFoundFilter } from './not-found.filter.js';
import { RequestLimit } from './request-limit.js';
import { responseHeaders } from './response-headers.js';

@Global()
@Module({
  providers: [
    AccessService,
    Credentials,
    HttpTokens,
    { provide: Lockout, useFactory: () => new Lockout() },
    RequestLimit,
    { provide: APP_GUARD, useClass: AccessGuard },
    { provide: APP_FILTER, useClass: NotFoundFilter },
  ],
  exports: [AccessService],
})
export class AuthModule implements NestModule {
  configure(consumer: MiddlewareConsumer): void {
    // A prefix of every path. A wildcard would have to decode the path, and a malformed one would be answered without these.
    consumer.apply(responseHeaders).forRoutes('/');
  }
}
