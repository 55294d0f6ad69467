/** A cough is told from a word within a few hundred milliseconds: a pause of this length has been forgotten. */
export const MAX_PAUSE_MS = 3_000;

/** Ends a pause that nobody ends: an answer must not hang for ever on a word that was lost. */
export class PauseLimit {
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(private readonly onForgotten: () => void) {}

  /** A pause begins, or is asked for again. */
  start(): void {
    this.stop();
    this.#timer = setTimeout(() => {
      this.#timer = null;
      this.onForgotten();
    }, MAX_PAUSE_MS);
  }

  stop(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }
}
