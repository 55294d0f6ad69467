import { Module } from '@nestjs/common';
import { MemorySessionStore, SessionStore } from './session-store.js';
import { SessionService } from './session.service.js';

@Module({
  providers: [SessionService, { provide: SessionStore, useClass: MemorySessionStore }],
  exports: [SessionService],
})
export class SessionModule {}
