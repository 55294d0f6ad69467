export interface RingerDeps {
  /** Opens the audio output. @returns what plays one chime, and what closes the output. */
  open(): { chime(): void; close(): void };
  /** It rings, or it has ended. */
  onChange(ringing: boolean): void;
}

export const CHIME_INTERVAL_MS = 3_000;

/** Longer would disturb a room that the user has left. */
export const MAX_RING_MS = 60_000;

/** Time for a chime to fade. */
const CHIME_MS = 1_000;

/** Rings until it is stopped, for a limited time, or chimes once. */
export class Ringer {
  #output: ReturnType<RingerDeps['open']> | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly deps: RingerDeps) {}

  /** @param once a call is connected: its backend tells the user by voice. */
  ring({ once }: { once: boolean }): void {
    this.stop();
    this.#output = this.deps.open();
    this.deps.onChange(true);
    this.#chime(once ? 1 : MAX_RING_MS / CHIME_INTERVAL_MS);
  }

  stop(): void {
    clearTimeout(this.#timer);
    if (!this.#output) return;
    this.#output.close();
    this.#output = null;
    this.deps.onChange(false);
  }

  #chime(left: number): void {
    this.#output?.chime();
    this.#timer =
      left > 1
        ? setTimeout(() => this.#chime(left - 1), CHIME_INTERVAL_MS)
        : setTimeout(() => this.stop(), CHIME_MS);
  }
}
