export interface Levels {
  /** Root mean square, 0 to 1. */
  user: number;
  assistant: number;
}

/** 20 times a second: faster changes are not seen. */
const INTERVAL_MS = 50;

/** Publishes the loudness of the user and the assistant: the maximum of each interval. */
export class LevelPublisher {
  #levels: Levels = { user: 0, assistant: 0 };
  #publishedAtMs = -Infinity;

  constructor(
    private readonly publish: (levels: Levels) => void,
    private readonly nowMs: () => number,
  ) {}

  addUser(level: number): void {
    this.#levels.user = Math.max(this.#levels.user, level);
    this.#tick();
  }

  addAssistant(level: number): void {
    this.#levels.assistant = Math.max(this.#levels.assistant, level);
    this.#tick();
  }

  reset(): void {
    this.#levels = { user: 0, assistant: 0 };
    this.#publishedAtMs = -Infinity;
    this.#tick();
  }

  #tick(): void {
    if (this.nowMs() - this.#publishedAtMs < INTERVAL_MS) return;
    this.#publishedAtMs = this.nowMs();
    this.publish(this.#levels);
    this.#levels = { user: 0, assistant: 0 };
  }
}
