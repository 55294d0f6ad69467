import { Module } from '@nestjs/common';
import { SessionModule } from '../session/session.module.js';
import { RootGateway, WsPathGateway } from './client.gateway.js';
import { ConnectionRegistry } from './connection-registry.js';

@Module({
  imports: [SessionModule],
  providers: [ConnectionRegistry, RootGateway, WsPathGateway],
  exports: [ConnectionRegistry],
})
export class GatewayModule {}
