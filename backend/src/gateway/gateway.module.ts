import { Module } from '@nestjs/common';
import { AuthModule } from '../auth/auth.module.js';
import { SessionModule } from '../session/session.module.js';
import { RootGateway, WsPathGateway } from './client.gateway.js';
import { ConnectionRegistry } from './connection-registry.js';

@Module({
  imports: [AuthModule, SessionModule],
  providers: [ConnectionRegistry, RootGateway, WsPathGateway],
})
export class GatewayModule {}
