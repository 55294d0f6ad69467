import { WebSocketGateway, type OnGatewayConnection } from '@nestjs/websockets';
import type { IncomingMessage } from 'node:http';
import type { WebSocket } from 'ws';
import { AccessService } from '../auth/access.service.js';
import { Graphs } from '../session/graphs.js';
import { AgentGateways } from './agent-gateways.js';
import { ConnectionRegistry } from './connection-registry.js';

/** The protocol is served on `/`, `/ws` and `/ws/<port>`, and on `/agents/<channel>` for the agents that run. */
@WebSocketGateway({ path: '/' })
export class RootGateway implements OnGatewayConnection<WebSocket> {
  constructor(
    private readonly connections: ConnectionRegistry,
    private readonly access: AccessService,
    private readonly graphs: Graphs,
    private readonly agents: AgentGateways,
  ) {}

  handleConnection(socket: WebSocket, request: IncomingMessage): void {
    const graph = this.agents.graphOf(request) ?? this.graphs.standard;
    this.connections.accept(socket, { access: this.access.take(request), graph, bytes: request.socket });
  }
}

@WebSocketGateway({ path: '/ws' })
export class WsPathGateway extends RootGateway {}
