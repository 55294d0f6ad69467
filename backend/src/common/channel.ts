/**
 * A bounded queue that one side pushes into and the other reads as an AsyncIterable. Made for one reader. A
 * per-item promise is created only while the reader waits, so a busy stream costs no garbage to speak of.
 */
export class Channel<T> implements AsyncIterable<T> {
  #items: T[] = [];
  #head = 0;
  #wake: (() => void) | undefined;
  #closed = false;
  #error: unknown;

  /** @param limit most items that wait; beyond it `push` refuses. */
  constructor(private readonly limit = Infinity) {}

  get size(): number {
    return this.#items.length - this.#head;
  }

  get closed(): boolean {
    return this.#closed;
  }

  /** @returns false where the channel is full or closed: the item was not taken. */
  push(item: T): boolean {
    if (this.#closed || this.size >= this.limit) return false;
    this.#items.push(item);
    this.#wake?.();
    return true;
  }

  /** Ends the stream after what is queued; with an error, the reader gets it then. Idempotent. */
  close(error?: unknown): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#error = error;
    this.#wake?.();
  }

  /** Ends the stream at once: what is queued is dropped. Idempotent. */
  abort(): void {
    this.#items = [];
    this.#head = 0;
    this.close();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<T, void, undefined> {
    try {
      for (;;) {
        while (this.#head < this.#items.length) yield this.#take();
        if (this.#closed) {
          if (this.#error !== undefined) throw this.#error;
          return;
        }
        await new Promise<void>((resolve) => (this.#wake = resolve));
        this.#wake = undefined;
      }
    } finally {
      this.abort();
    }
  }

  #take(): T {
    const item = this.#items[this.#head]!;
    this.#items[this.#head++] = undefined as T;
    // Compact now and then rather than shift() each time, which is O(n).
    if (this.#head >= 64 && this.#head * 2 >= this.#items.length) {
      this.#items = this.#items.slice(this.#head);
      this.#head = 0;
    }
    return item;
  }
}
