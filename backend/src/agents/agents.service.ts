import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AccessService } from '../auth/access.service.js';
import { systemClock } from '../common/clock/clock.js';
import { within } from '../common/clock/within.js';
import { describeForLog } from '../common/log/redact.js';
import { EarshotConfig } from '../config/config.dto.js';
import { DEFAULT_GRAPH } from '../config/graphs.js';
import { AgentGateways } from '../gateway/agent-gateways.js';
import { ConnectionRegistry } from '../gateway/connection-registry.js';
import { Upgrades } from '../gateway/upgrades.js';
import { ProviderError } from '../provider-kit/errors/provider-error.js';
import { Draining, TRY_AGAIN_SOON } from '../session/draining.js';
import { Graphs, type GraphLease } from '../session/graphs.js';
import { TlsServerService } from '../tls/tls-server.service.js';
import { AgentError } from './agent-error.js';
import type { StartRequest } from './agent-requests.js';
import { AgentServer } from './agent-server.js';
import { PortAllocator } from './port-allocator.js';

const REAP_EVERY_MS = 1_000;

/** Embedded models load within a few seconds. */
const START_TIMEOUT_MS = 30_000;

/** An agent that runs. */
interface Agent {
  port: number;
  server: AgentServer;
  lease: GraphLease;
}

/** An agent from its start on, which may still fail. */
interface Entry {
  readonly channel: string;
  readonly graph: string;
  readonly idleMs: number;
  /** Epoch ms. */
  readonly createdAt: number;
  pingedAt: number;
  /** By the monotonic clock: when it last had a client or a ping. */
  usedAt: number;
  port?: number;
  agent?: Agent;
  starting?: Promise<Agent>;
  stopping?: Promise<void>;
}

/** An agent as `GET /list` shows it. Times are epoch seconds. */
export interface ListedAgent {
  channelName: string;
  createTs: number;
  updateTs: number;
  graphName: string;
  port: number;
  clients: number;
}

/** The agents: gateways that clients start and stop, each on a port of its own. */
@Injectable()
export class AgentsService implements BeforeApplicationShutdown {
  readonly #logger = new Logger('Agents');
  readonly #entries = new Map<string, Entry>();
  readonly #ports: PortAllocator;
  readonly #reaper = setInterval(() => this.reap(), REAP_EVERY_MS).unref();
  #ended = false;

  constructor(
    private readonly config: EarshotConfig,
    private readonly graphs: Graphs,
    private readonly connections: ConnectionRegistry,
    private readonly gateways: AgentGateways,
    private readonly upgrades: Upgrades,
    private readonly access: AccessService,
    private readonly tls: TlsServerService,
    private readonly draining: Draining,
    private readonly adapterHost: HttpAdapterHost,
  ) {
    this.#ports = new PortAllocator(config.agents.ports, (port) => this.#userOf(port));
  }

  /** @returns the port that the agent listens on @throws AgentError */
  async start({ channel, graph = DEFAULT_GRAPH, port, idleMs }: StartRequest): Promise<number> {
    // What its clients are still told is no reason to refuse the next one.
    while (this.#entries.get(channel)?.stopping) await this.#entries.get(channel)?.stopping;
    if (this.#isEnding) throw restarting();
    if (this.#entries.size >= this.config.agents.max)
      throw new AgentError(
        'tooMany',
        `The limit of ${this.config.agents.max} is reached: stop an agent, or raise "agents.max" in the config.`,
      );
    if (this.#entries.has(channel))
      throw new AgentError('channelExists', `There is an agent for channel "${channel}" already.`);
    if (!this.graphs.has(graph)) {
      const known = this.graphs.names.join(', ');
      throw new AgentError(
        'unknownGraph',
        `There is no graph "${graph.slice(0, 100)}". There are: ${known}.`,
      );
    }
    const entry: Entry = {
      channel,
      graph,
      idleMs: idleMs ?? this.config.agents.idleSeconds * 1_000,
      createdAt: systemClock.wallTimeMs(),
      pingedAt: systemClock.wallTimeMs(),
      usedAt: systemClock.now(),
    };
    // At once, so that of two starts of a channel one fails.
    this.#entries.set(channel, entry);
    try {
      entry.agent = await (entry.starting = this.#start(entry, port));
    } catch (error) {
      this.#entries.delete(channel);
      throw error;
    }
    entry.usedAt = systemClock.now();
    this.gateways.add(channel, entry.agent.lease.graph);
    return entry.agent.port;
  }

  /** Ends an agent, its sessions and its clients' connections. @throws AgentError */
  async stop(channel: string): Promise<void> {
    const entry = this.#find(channel);
    // Of a start that fails, its own client is told.
    await entry.starting?.catch(() => undefined);
    if (!entry.agent) throw unknownChannel(channel);
    await this.#stop(entry, entry.agent);
  }

  /** Keeps an agent without clients. @throws AgentError */
  ping(channel: string): void {
    const entry = this.#find(channel);
    if (entry.stopping) throw unknownChannel(channel);
    entry.pingedAt = systemClock.wallTimeMs();
    entry.usedAt = systemClock.now();
  }

  list(): ListedAgent[] {
    return [...this.#entries.values()].flatMap(({ agent, channel, graph, createdAt, pingedAt, stopping }) =>
      agent && !stopping
        ? [
            {
              channelName: channel,
              createTs: Math.floor(createdAt / 1_000),
              updateTs: Math.floor(pingedAt / 1_000),
              graphName: graph,
              port: agent.port,
              clients: this.connections.countOf(agent.lease.graph),
            },
          ]
        : [],
    );
  }

  graphNames(): string[] {
    return this.graphs.names;
  }

  /** Ends the agents that had neither a client nor a ping for their time. */
  reap(now = systemClock.now()): void {
    for (const entry of this.#entries.values()) {
      const { agent } = entry;
      if (!agent || entry.stopping) continue;
      if (this.connections.countOf(agent.lease.graph) > 0) entry.usedAt = now;
      else if (now - entry.usedAt >= entry.idleMs) void this.#stop(entry, agent);
    }
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.#ended = true;
    clearInterval(this.#reaper);
    await Promise.allSettled([...this.#entries.keys()].map((channel) => this.stop(channel)));
  }

  get #isEnding(): boolean {
    return this.draining.isOn || this.#ended;
  }

  async #start(entry: Entry, port: number | undefined): Promise<Agent> {
    const take = async (tried: number) => {
      entry.port = tried;
      const created = new AgentServer(await this.#createServer(), this.upgrades);
      try {
        await created.listen(tried, this.config.host, (error) => this.#logger.error(error));
      } catch (error) {
        // It is kept for renewals of its certificate until it is closed.
        await created.close();
        throw error;
      }
      return created;
    };
    const server = await (port === undefined ? this.#ports.any(take) : this.#ports.named(port, take));
    let lease: GraphLease | undefined;
    try {
      lease = await this.graphs.acquire(entry.graph);
      await within(
        START_TIMEOUT_MS,
        lease.warmUp(),
        `Its providers did not start within ${START_TIMEOUT_MS / 1_000} seconds.`,
      );
    } catch (error) {
      await Promise.all([server.close(), lease?.release()]);
      throw this.#isEnding ? restarting() : cannotStart(error);
    }
    const { graph } = lease;
    server.open((socket, request) =>
      this.connections.accept(socket, { access: this.access.take(request), graph, bytes: request.socket }),
    );
    return { server, lease, port: server.port };
  }

  async #createServer(): Promise<Server> {
    try {
      return await this.tls.createServer();
    } catch (error) {
      throw cannotStart(error);
    }
  }

  #stop(entry: Entry, agent: Agent): Promise<void> {
    return (entry.stopping ??= this.#end(entry, agent));
  }

  async #end({ channel }: Entry, { server, lease }: Agent): Promise<void> {
    this.gateways.delete(channel);
    try {
      await server.close(() => this.connections.end(lease.graph));
      await lease.release();
    } catch (error) {
      this.#logger.warn(`An agent did not end in order: ${describeForLog(error)}`);
    } finally {
      this.#entries.delete(channel);
    }
  }

  #find(channel: string): Entry {
    const entry = this.#entries.get(channel);
    if (!entry) throw unknownChannel(channel);
    return entry;
  }

  #userOf(port: number): string | undefined {
    const address = (this.adapterHost.httpAdapter.getHttpServer() as Server).address() as AddressInfo | null;
    if (address?.port === port) return 'Earshot itself';
    const user = [...this.#entries.values()].find((entry) => entry.port === port);
    return user && `the agent of channel "${user.channel}"`;
  }
}

/** The causes of a provider's error are for the log. */
const cannotStart = (error: unknown): AgentError => {
  const reason = error instanceof ProviderError ? error.message : describeForLog(error);
  return new AgentError('notStarted', `The agent cannot start: ${reason}`);
};

const restarting = (): AgentError => new AgentError('restarting', TRY_AGAIN_SOON);

const unknownChannel = (channel: string): AgentError =>
  new AgentError('unknownChannel', `There is no agent for channel "${channel}".`);
