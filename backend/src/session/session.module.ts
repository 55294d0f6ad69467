import { Module } from '@nestjs/common';
import { SkillsModule } from '../skills/skills.module.js';
import { Draining } from './draining.js';
import { ConfiguredProviders } from './session-providers.js';
import { MemorySessionStore, SessionStore } from './session-store.js';
import { SessionService } from './session.service.js';

@Module({
  imports: [SkillsModule],
  providers: [
    SessionService,
    ConfiguredProviders,
    Draining,
    { provide: SessionStore, useClass: MemorySessionStore },
  ],
  exports: [Draining, SessionService],
})
export class SessionModule {}
