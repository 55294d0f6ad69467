import { Injectable } from '@nestjs/common';
import type { IncomingMessage } from 'node:http';
import type { Graph } from '../session/graphs.js';

const AGENT_PATH = /^\/agents\/([^/]+)$/;

/** The gateways of the running agents by their channels, for clients that come by the main port: `/agents/<channel>`. */
@Injectable()
export class AgentGateways {
  readonly #graphs = new Map<string, Graph>();
  readonly #routed = new WeakMap<IncomingMessage, Graph>();

  add(channel: string, graph: Graph): void {
    this.#graphs.set(channel, graph);
  }

  delete(channel: string): void {
    this.#graphs.delete(channel);
  }

  /** @returns whether the path is that of an agent; its connection then belongs to that agent */
  route(request: IncomingMessage, path: string): boolean {
    const [, channel] = AGENT_PATH.exec(path) ?? [];
    const graph = channel === undefined ? undefined : this.#graphs.get(decoded(channel));
    if (graph) this.#routed.set(request, graph);
    return graph !== undefined;
  }

  /** @returns the graph of the agent that the connection belongs to, if it belongs to one */
  graphOf(request: IncomingMessage): Graph | undefined {
    return this.#routed.get(request);
  }
}

/** @returns '', which no agent is called, for a malformed text */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}
