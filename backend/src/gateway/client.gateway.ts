import { WebSocketGateway, type OnGatewayConnection } from '@nestjs/websockets';
import type { WebSocket } from 'ws';
import { ConnectionRegistry } from './connection-registry.js';

/** The protocol is served on `/`, `/ws` and `/ws/<port>`. */
@WebSocketGateway({ path: '/' })
export class RootGateway implements OnGatewayConnection<WebSocket> {
  constructor(private readonly connections: ConnectionRegistry) {}

  handleConnection(socket: WebSocket): void {
    this.connections.accept(socket);
  }
}

@WebSocketGateway({ path: '/ws' })
export class WsPathGateway extends RootGateway {}
