import { Module } from '@nestjs/common';
import { SessionModule } from '../session/session.module.js';
import { MetricsService } from './metrics/metrics.service.js';

/** Tells operators what happens: metrics, spans and a log of turns. It only listens to the channels of common/telemetry. */
@Module({ imports: [SessionModule], providers: [MetricsService] })
export class TelemetryModule {}
