import { giveUpAfterMs, type Outage } from './reconnect-policy';

/** Calls back when the reconnect policy gives the call up. */
export class OutageTimer {
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(private readonly onGiveUp: () => void) {}

  update(outage: Outage): void {
    const delayMs = giveUpAfterMs(outage);
    if (delayMs === null) return this.#clear();
    if (delayMs === 0) {
      this.#clear();
      return this.onGiveUp();
    }
    // Every failed attempt is an update: it must not restart the countdown.
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      this.onGiveUp();
    }, delayMs);
  }

  #clear(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
  }
}
