import { Module } from '@nestjs/common';
import { SessionModule } from '../session/session.module.js';
import { WarmUp } from './warm-up.js';
import { HealthController } from './health.controller.js';
import { ProviderList } from '../catalog/provider-list.js';
import { ProvidersController } from '../catalog/providers.controller.js';

@Module({
  imports: [SessionModule],
  controllers: [HealthController, ProvidersController],
  providers: [WarmUp, ProviderList],
})
export class HealthModule {}
