/** A timer that can stand still. Its action runs once, unless it is cleared before. */
export class PausableTimer {
  #remainingMs: number;
  #startedAt = 0;
  #timer: NodeJS.Timeout | undefined;
  #isOver = false;

  constructor(
    delayMs: number,
    private readonly action: () => void,
  ) {
    this.#remainingMs = delayMs;
  }

  /** Starts it, or lets it go on. */
  start(): void {
    if (this.#timer || this.#isOver) return;
    this.#startedAt = performance.now();
    this.#timer = setTimeout(() => {
      this.clear();
      this.action();
    }, this.#remainingMs);
  }

  pause(): void {
    if (!this.#timer) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#remainingMs = Math.max(0, this.#remainingMs - (performance.now() - this.#startedAt));
  }

  clear(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#isOver = true;
  }
}
