/** How long the conversation is kept after the call has ended and the last panel was closed. */
export const IDLE_MS = 60_000;

/** Calls back after `IDLE_MS` without a call and without an open panel. */
export class IdleTimer {
  #inCall = false;
  #panelOpen = false;
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(private readonly onIdle: () => void) {
    this.#restart();
  }

  setInCall(inCall: boolean): void {
    if (inCall === this.#inCall) return;
    this.#inCall = inCall;
    this.#restart();
  }

  setPanelOpen(panelOpen: boolean): void {
    this.#panelOpen = panelOpen;
    this.#restart();
  }

  #restart(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = this.#inCall || this.#panelOpen ? null : setTimeout(this.onIdle, IDLE_MS);
  }
}
