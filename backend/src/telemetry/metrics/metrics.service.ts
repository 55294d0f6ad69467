import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { isLoopbackHost } from '../../common/net/loopback.js';
import { EarshotConfig } from '../../config/config.dto.js';
import { SessionService } from '../../session/session.service.js';
import type { Metrics } from './metrics.js';
import { MetricsServer } from './metrics-server.js';

const SAME_PORT =
  'The metrics cannot have the port that clients use. Choose another one as "metrics.port" in the config, or with EARSHOT_METRICS_PORT.';

/** Serves metrics while the application runs, if the config asks for them. */
@Injectable()
export class MetricsService implements OnApplicationBootstrap, OnModuleDestroy {
  readonly #logger = new Logger('Metrics');
  #metrics: Metrics | undefined;
  #server: MetricsServer | undefined;
  #port: number | undefined;

  constructor(
    private readonly config: EarshotConfig,
    private readonly sessions: SessionService,
  ) {}

  /** The port that they are served on; undefined if they are off. */
  get port(): number | undefined {
    return this.#port;
  }

  /** @throws Error with a message for the user where it cannot listen */
  async onApplicationBootstrap(): Promise<void> {
    const { host, port } = this.config.metrics;
    if (port === undefined) return;
    if (port !== 0 && port === this.config.port) throw new Error(SAME_PORT);
    const { Metrics } = await import('./metrics.js');
    this.#metrics = new Metrics(() => this.sessions.count);
    this.#server = new MetricsServer(this.#metrics, { host, port });
    this.#port = await this.#server.listen();
    // In a container, the published ports decide who reaches it.
    if (!isLoopbackHost(host) && !process.env['EARSHOT_CONTAINER'])
      this.#logger.warn(
        `The metrics are served on ${host}:${this.#port}, without credentials and encryption: everyone who reaches that address can read them.`,
      );
  }

  onModuleDestroy(): void {
    this.#server?.close();
    this.#metrics?.close();
  }
}
