/** After hanging up and closing the panel, the conversation stays this long for whoever opens it again. */
export const IDLE_MS = 60_000;

/** Calls back once nobody talks and nobody looks for a minute. */
export class IdleTimer {
  #busy = false;
  #watched = false;
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(private readonly onIdle: () => void) {
    this.#arm();
  }

  busy(busy: boolean): void {
    if (busy === this.#busy) return;
    this.#busy = busy;
    this.#arm();
  }

  watched(watched: boolean): void {
    this.#watched = watched;
    this.#arm();
  }

  #arm(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = this.#busy || this.#watched ? null : setTimeout(this.onIdle, IDLE_MS);
  }
}
