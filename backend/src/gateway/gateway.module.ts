import { Module } from '@nestjs/common';
import { SessionModule } from '../session/session.module.js';
import { RootGateway, WsPathGateway } from './client.gateway.js';
import { ConnectionRegistry } from './connection-registry.js';
import { Draining } from './draining.js';

@Module({
  imports: [SessionModule],
  providers: [ConnectionRegistry, Draining, RootGateway, WsPathGateway],
  exports: [Draining],
})
export class GatewayModule {}
