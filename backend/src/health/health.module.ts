import { Module } from '@nestjs/common';
import { SkillsModule } from '../skills/skills.module.js';
import { SessionModule } from '../session/session.module.js';
import { HealthController } from './health.controller.js';
import { ProbesController } from './probes.controller.js';
import { RootController } from './root.controller.js';
import { WarmUp } from './warm-up.js';

@Module({
  imports: [SessionModule, SkillsModule],
  controllers: [HealthController, ProbesController, RootController],
  providers: [WarmUp],
})
export class HealthModule {}
