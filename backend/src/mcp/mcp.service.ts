import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { redact } from '../common/log/redact.js';
import { EarshotConfig } from '../config/config.dto.js';
import type { McpServerConfig } from '../config/dto/mcp.dto.js';
import type { UserApprovals } from '../tools/tools.port.js';
import type { ToolChoices } from '../user-data/user-records.js';
import { secretsOf } from './connection/secrets.js';
import { ServerLink } from './connection/server-link.js';
import { SessionMcp } from './session-mcp.js';

/** What a session brings along. */
export interface McpUser {
  approvals: UserApprovals;
  /** The servers, their tools or the user's choices have changed. */
  onChange(): void;
  /** A server has told the session's model something. */
  onResult(turnId: number, text: string): void;
  /** The session ends. */
  ended: AbortSignal;
}

/** A tool list that changes all the time is told this seldom. */
const CHANGE_MS = 250;

/** The MCP servers of the config, which all sessions of the process share. They start with the first session. */
@Injectable()
export class McpService implements OnApplicationShutdown {
  readonly #logger = new Logger('MCP');
  readonly #links: ReadonlyMap<string, ServerLink>;
  readonly #users = new Set<McpUser>();
  #nextTelling: NodeJS.Timeout | undefined;

  constructor(private readonly config: EarshotConfig) {
    const used = Object.entries(config.mcp.servers).filter(([, { enabled }]) => enabled);
    this.#links = new Map(used.map(([name, settings]) => [name, this.#link(name, settings)]));
  }

  /**
   * Starts the servers, without waiting for them.
   * @returns the tools for one session; undefined if the config has no servers
   */
  open(choices: ToolChoices, user: McpUser): SessionMcp | undefined {
    if (this.#links.size === 0) return undefined;
    this.#users.add(user);
    user.ended.addEventListener('abort', () => this.#users.delete(user), { once: true });
    for (const link of this.#links.values()) link.start();
    return new SessionMcp({
      links: this.#links,
      configured: (server, tool) => {
        const { tools } = this.config.mcp.servers[server]!;
        return Object.hasOwn(tools, tool) ? tools[tool] : undefined;
      },
      choices,
      approvals: user.approvals,
      onChoice: () => this.#changed(),
      onResult: (turnId, text) => user.onResult(turnId, text),
    });
  }

  async onApplicationShutdown(): Promise<void> {
    clearTimeout(this.#nextTelling);
    this.#users.clear();
    await Promise.all([...this.#links.values()].map((link) => link.close()));
  }

  #link(name: string, settings: McpServerConfig): ServerLink {
    const { command, args, cwd, url, timeoutMs } = settings;
    const secrets = secretsOf(settings);
    return new ServerLink({
      name,
      origin: JSON.stringify([command, args, cwd, url]),
      timeoutMs,
      connect: async (options) => {
        // The protocol's package is loaded only where there are servers.
        const [{ openTransport }, { ServerConnection }] = await Promise.all([
          import('./connection/open-transport.js'),
          import('./connection/server-connection.js'),
        ]);
        const debug = (line: string) => this.#logger.debug(`${name}: ${secrets.hide(redact(line))}`);
        return ServerConnection.open({ ...options, transport: openTransport(settings, debug) });
      },
      isNeeded: () => this.#users.size > 0,
      onChange: () => this.#changed(),
      log: (problem) => this.#logger.warn(problem),
      secrets,
    });
  }

  #changed(): void {
    if (this.#users.size === 0) return;
    this.#nextTelling ??= setTimeout(() => {
      this.#nextTelling = undefined;
      for (const user of this.#users) user.onChange();
    }, CHANGE_MS);
  }
}
