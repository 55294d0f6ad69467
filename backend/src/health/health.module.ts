import { Module } from '@nestjs/common';
import { SessionModule } from '../session/session.module.js';
import { HealthController } from './health.controller.js';
import { WarmUp } from './warm-up.js';

@Module({ imports: [SessionModule], controllers: [HealthController], providers: [WarmUp] })
export class HealthModule {}
