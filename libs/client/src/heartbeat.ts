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
  #pinging = false;

  constructor(
    private readonly clock: Clock,
    private readonly options: HeartbeatOptions,
  ) {}

  /** `session_start` was sent, which the server must answer: it has as long as between a message and the end of a ping. */
  expectSession(): void {
    this.stop();
    const { intervalMs, timeoutMs } = this.options;
    if (intervalMs > 0) this.#awaitMessage(intervalMs + timeoutMs);
  }

  /** The server knows pings: a server of the plain protocol would answer them with errors. */
  start(): void {
    this.#pinging = true;
    this.alive();
  }

  /** Call it for every message that arrives. */
  alive(): void {
    this.clock.clearTimeout(this.#timer);
    const { intervalMs } = this.options;
    if (!this.#pinging || intervalMs <= 0) return;
    this.#timer = this.clock.setTimeout(() => {
      this.#awaitMessage(this.options.timeoutMs);
      this.options.ping();
    }, intervalMs);
  }

  stop(): void {
    this.#pinging = false;
    this.clock.clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #awaitMessage(ms: number): void {
    this.#timer = this.clock.setTimeout(() => this.options.onDead(), ms);
  }
}
