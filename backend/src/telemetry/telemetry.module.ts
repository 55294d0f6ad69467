import { Module } from '@nestjs/common';
import { SessionModule } from '../session/session.module.js';
import { MetricsService } from './metrics/metrics.service.js';
import { SpansService } from './spans/spans.service.js';
import { TurnLogService } from './turn-log/turn-log.service.js';

/** Tells operators what happens: metrics, spans and a log of turns. It only listens to the channels of common/telemetry. */
@Module({ imports: [SessionModule], providers: [MetricsService, SpansService, TurnLogService] })
export class TelemetryModule {}
