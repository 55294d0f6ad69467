import { Module } from '@nestjs/common';
import { McpModule } from '../mcp/mcp.module.js';
import { SkillsModule } from '../skills/skills.module.js';
import { Draining } from './draining.js';
import { Graphs } from './graphs.js';
import { MemorySessionStore, SessionStore } from './session-store.js';
import { SessionService } from './session.service.js';

@Module({
  imports: [SkillsModule, McpModule],
  providers: [SessionService, Graphs, Draining, { provide: SessionStore, useClass: MemorySessionStore }],
  exports: [Draining, Graphs, SessionService],
})
export class SessionModule {}
