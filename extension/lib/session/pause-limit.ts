/** The backend tells a cough from a word within a few hundred milliseconds: after this long, its resume was lost. */
export const MAX_PAUSE_MS = 3_000;

/** Ends a pause that the backend does not end: an answer must not hang on a lost message. */
export class PauseLimit {
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(private readonly onExpired: () => void) {}

  /** A pause begins, or the backend asks for it again. */
  start(): void {
    this.clear();
    this.#timer = setTimeout(() => {
      this.#timer = null;
      this.onExpired();
    }, MAX_PAUSE_MS);
  }

  clear(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }
}
