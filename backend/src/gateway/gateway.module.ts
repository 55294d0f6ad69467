import { Module } from '@nestjs/common';
import { SessionModule } from '../session/session.module.js';
import { AgentGateways } from './agent-gateways.js';
import { RootGateway, WsPathGateway } from './client.gateway.js';
import { ConnectionRegistry } from './connection-registry.js';
import { Upgrades } from './upgrades.js';

@Module({
  imports: [SessionModule],
  providers: [AgentGateways, ConnectionRegistry, Upgrades, RootGateway, WsPathGateway],
  exports: [AgentGateways, ConnectionRegistry, Upgrades],
})
export class GatewayModule {}
