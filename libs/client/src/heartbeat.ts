import type { Clock } from './options.js';

export interface HeartbeatOptions {
  /** Time between pings; 0 means no heartbeat. */
  intervalMs: number;
  /** Longest wait for any message after a ping. */
  timeoutMs: number;
  ping(): void;
  onDead(): void;
}

/** Detects a lost connection that the network does not report, as after a pulled cable or a sleeping laptop. */
export class Heartbeat {
  #timer: unknown;

  constructor(
    private readonly clock: Clock,
    private readonly options: HeartbeatOptions,
  ) {}

  start(): void {
    this.alive();
  }

  /** Call it for every message that arrives. */
  alive(): void {
    this.stop();
    const { intervalMs } = this.options;
    if (intervalMs > 0) this.#timer = this.clock.setTimeout(() => this.#ping(), intervalMs);
  }

  stop(): void {
    this.clock.clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #ping(): void {
    this.#timer = this.clock.setTimeout(() => this.options.onDead(), this.options.timeoutMs);
    this.options.ping();
  }
}
