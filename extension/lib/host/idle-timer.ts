/** How long the conversation is kept after the call has ended and the last panel was closed. */
export const IDLE_MS = 60_000;

/** Calls back after `IDLE_MS` without a call and without an open panel. */
export class IdleTimer {
  #busy = false;
  #panelOpen = false;
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(private readonly onIdle: () => void) {
    this.#restart();
  }

  /** There is a call, or a reminder rings. */
  setBusy(busy: boolean): void {
    if (busy === this.#busy) return;
    this.#busy = busy;
    this.#restart();
  }

  setPanelOpen(panelOpen: boolean): void {
    this.#panelOpen = panelOpen;
    this.#restart();
  }

  #restart(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = this.#busy || this.#panelOpen ? null : setTimeout(this.onIdle, IDLE_MS);
  }
}
