import { WebSocketGateway, type OnGatewayConnection } from '@nestjs/websockets';
import type { IncomingMessage } from 'node:http';
import type { WebSocket } from 'ws';
import { AccessService } from '../auth/access.service.js';
import { Graphs } from '../session/graphs.js';
import { ConnectionRegistry } from './connection-registry.js';

/** The protocol is served on `/`, `/ws` and `/ws/<port>`. */
@WebSocketGateway({ path: '/' })
export class RootGateway implements OnGatewayConnection<WebSocket> {
  constructor(
    private readonly connections: ConnectionRegistry,
    private readonly access: AccessService,
    private readonly graphs: Graphs,
  ) {}

  handleConnection(socket: WebSocket, request: IncomingMessage): void {
    const { standard: graph } = this.graphs;
    this.connections.accept(socket, { access: this.access.take(request), graph, bytes: request.socket });
  }
}

@WebSocketGateway({ path: '/ws' })
export class WsPathGateway extends RootGateway {}
