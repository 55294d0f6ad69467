/** So long a lost connection is waited for with an open microphone while nobody looks. */
export const UNWATCHED_OUTAGE_MS = 180_000;

export interface Outage {
  /** The connection is being looked for, again and again. */
  reconnecting: boolean;
  /** There was a session to come back to. */
  wasOpen: boolean;
  /** A view is open: somebody sees that nothing is there, and can hang up. */
  watched: boolean;
}

/**
 * Gives a call up that nobody watches and that has nobody at its other end: a microphone must not stay open for it
 * without limit. Where there never was a session, at once; else after a few minutes, in case it comes back.
 */
export class OutageTimer {
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(private readonly onGivenUp: () => void) {}

  update({ reconnecting, wasOpen, watched }: Outage): void {
    if (!reconnecting || watched) return this.#stop();
    if (!wasOpen) {
      this.#stop();
      return this.onGivenUp();
    }
    // Each failed attempt is news, and the time runs on.
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      this.onGivenUp();
    }, UNWATCHED_OUTAGE_MS);
  }

  #stop(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
  }
}
