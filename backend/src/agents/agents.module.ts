import { Module } from '@nestjs/common';
import { GatewayModule } from '../gateway/gateway.module.js';
import { SessionModule } from '../session/session.module.js';
import { TlsModule } from '../tls/tls.module.js';
import { AgentsController } from './agents.controller.js';
import { AgentsService } from './agents.service.js';

@Module({
  imports: [GatewayModule, SessionModule, TlsModule],
  controllers: [AgentsController],
  providers: [AgentsService],
  exports: [AgentsService],
})
export class AgentsModule {}
