/** Whether a backend answers. `unknown`: it was not looked for. */
export type Reachability = 'unknown' | 'checking' | 'reachable' | 'unreachable';

export interface BackendWatchDeps {
  probe(backendUrl: string): Promise<boolean>;
  /** The page cannot be seen now: nothing is checked. */
  hidden(): boolean;
}

/** Short enough that the page changes while the user watches the backend start. */
export const RETRY_MS = 2_000;

/** While the backend is there: a backend that ends is noticed before the user presses Start talking. */
export const RECHECK_MS = 10_000;

/** Looks for the backend while there is no call, and looks again until it is stopped. */
export class BackendWatch {
  #reachability = $state<Reachability>('unknown');
  #url = $state<string | null>(null);
  #timer: ReturnType<typeof setTimeout> | null = null;
  /** Grows with every change of the address: results for an older one are discarded. */
  #epoch = 0;

  constructor(private readonly deps: BackendWatchDeps) {}

  get reachability(): Reachability {
    return this.#reachability;
  }

  /** The address that is watched, or null. */
  get url(): string | null {
    return this.#url;
  }

  /** Looks for the backend at this address until `stop`. With the same address again it does nothing. */
  start(url: string): void {
    if (url === this.#url) return;
    this.stop();
    this.#url = url;
    this.#reachability = 'checking';
    void this.check();
  }

  /** A call tells by itself whether there is a backend. */
  stop(): void {
    this.#epoch++;
    this.#url = null;
    this.#reachability = 'unknown';
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  /** Looks now. */
  async check(): Promise<void> {
    const url = this.#url;
    if (url === null) return;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    const epoch = ++this.#epoch;
    if (!this.deps.hidden()) {
      const reachable = await this.deps.probe(url);
      if (epoch !== this.#epoch) return;
      this.#reachability = reachable ? 'reachable' : 'unreachable';
    }
    const delayMs = this.#reachability === 'reachable' ? RECHECK_MS : RETRY_MS;
    this.#timer = setTimeout(() => void this.check(), delayMs);
  }
}
