import { END_OF_STREAM, type StreamReader } from './stream-reader.js';

/**
 * A bounded queue: one side pushes, the other reads it as an AsyncIterable. For one reader that awaits one item at a time.
 * It is not an async generator, which takes three turns of the microtask queue per item: a microphone has fifty a second.
 */
export class Channel<T> implements AsyncIterable<T, void, undefined> {
  #items: T[] = [];
  #head = 0;
  /** The reader waits for this. */
  #wanted: { resolve(result: IteratorResult<T, void>): void; reject(error: unknown): void } | undefined;
  #closed = false;
  #error: unknown;

  /** @param limit the most waiting items; beyond it `push` refuses */
  constructor(private readonly limit = Infinity) {}

  /** Items that wait for the reader. */
  get size(): number {
    return this.#items.length - this.#head;
  }

  /** Whether the reader waits for an item. */
  get isAwaited(): boolean {
    return this.#wanted !== undefined;
  }

  get closed(): boolean {
    return this.#closed;
  }

  /** @returns false if the channel is full or closed, and the item was not taken */
  push(item: T): boolean {
    if (this.#closed) return false;
    const wanted = this.#wanted;
    if (wanted) {
      this.#wanted = undefined;
      wanted.resolve({ value: item, done: false });
      return true;
    }
    if (this.size >= this.limit) return false;
    this.#items.push(item);
    return true;
  }

  /** Ends the stream after what is queued; the reader then gets the error, if any. Idempotent. */
  close(error?: unknown): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#error = error;
    const wanted = this.#wanted;
    this.#wanted = undefined;
    if (wanted) this.#end().then(wanted.resolve, wanted.reject);
  }

  /** Ends the stream at once: what is queued is dropped. Idempotent. */
  abort(): void {
    this.#items = [];
    this.#head = 0;
    this.close();
  }

  [Symbol.asyncIterator](): StreamReader<T> {
    return {
      next: () => this.#next(),
      return: () => {
        this.abort();
        return Promise.resolve(END_OF_STREAM);
      },
      [Symbol.asyncIterator]() {
        return this;
      },
    };
  }

  #next(): Promise<IteratorResult<T, void>> {
    if (this.#head < this.#items.length) return Promise.resolve({ value: this.#take(), done: false });
    if (this.#closed) return this.#end();
    return new Promise((resolve, reject) => (this.#wanted = { resolve, reject }));
  }

  /** The error comes once, then the end. */
  #end(): Promise<IteratorResult<T, void>> {
    const error = this.#error;
    this.#error = undefined;
    return error === undefined ? Promise.resolve(END_OF_STREAM) : Promise.reject(error as Error);
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
