import { Module } from '@nestjs/common';
import { SessionModule } from '../session/session.module.js';
import { ConnectionRegistry } from './connection-registry.js';
import { RootGateway, WsPathGateway } from './voice.gateway.js';

@Module({ imports: [SessionModule], providers: [ConnectionRegistry, RootGateway, WsPathGateway] })
export class GatewayModule {}
