import type { Clock } from './options.js';

export interface HeartbeatOptions {
  /** Between pings. 0: no heartbeat. */
  intervalMs: number;
  /** Longest wait for any sign of life after a ping. */
  timeoutMs: number;
  ping(): void;
  onDead(): void;
}

/** Finds out that the other side is gone where the network does not say so: a pulled cable, a sleeping laptop. */
export class Heartbeat {
  #timer: unknown;

  constructor(
    private readonly clock: Clock,
    private readonly options: HeartbeatOptions,
  ) {}

  start(): void {
    this.alive();
  }

  /** Anything came from the other side. */
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
