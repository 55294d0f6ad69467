import { WebSocketGateway, type OnGatewayConnection } from '@nestjs/websockets';
import type { IncomingMessage } from 'node:http';
import type { WebSocket } from 'ws';
import { clientIdentity } from '../auth/origin-policy.js';
import { ConnectionRegistry } from './connection-registry.js';

/** The protocol is served on `/`, `/ws` and `/ws/<port>`. */
@WebSocketGateway({ path: '/' })
export class RootGateway implements OnGatewayConnection<WebSocket> {
  constructor(private readonly connections: ConnectionRegistry) {}

  handleConnection(socket: WebSocket, { headers, socket: bytes }: IncomingMessage): void {
    const identity = clientIdentity(headers.origin, bytes.remoteAddress);
    this.connections.accept(socket, { identity, bytes });
  }
}

@WebSocketGateway({ path: '/ws' })
export class WsPathGateway extends RootGateway {}
