import { Module } from '@nestjs/common';
import { SkillsModule } from '../skills/skills.module.js';
import { ConfiguredProviders } from './session-providers.js';
import { MemorySessionStore, SessionStore } from './session-store.js';
import { SessionService } from './session.service.js';

@Module({
  imports: [SkillsModule],
  providers: [SessionService, ConfiguredProviders, { provide: SessionStore, useClass: MemorySessionStore }],
  exports: [SessionService],
})
export class SessionModule {}
