import { Module } from '@nestjs/common';
import { SessionModule } from '../session/session.module.js';
import { WarmUp } from '../warm-up.js';
import { HealthController } from './health.controller.js';

@Module({ imports: [SessionModule], controllers: [HealthController], providers: [WarmUp] })
export class HealthModule {}
