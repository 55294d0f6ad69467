import { Module, type MiddlewareConsumer, type NestModule } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { AccessGuard } from './access.guard.js';
import { AccessService } from './access.service.js';
import { responseHeaders } from './response-headers.js';

@Module({ providers: [AccessService, { provide: APP_GUARD, useClass: AccessGuard }] })
export class AuthModule implements NestModule {
  configure(consumer: MiddlewareConsumer): void {
    // A prefix of every path. A wildcard would have to decode the path, and a malformed one would be answered without these.
    consumer.apply(responseHeaders).forRoutes('/');
  }
}
