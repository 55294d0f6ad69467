/** A lease on a value that several users share. The value is closed when the last lease is released. */
export interface Lease<T> {
  readonly value: T;
  /** Idempotent. Resolves when the value is closed, if this was the last lease. */
  release(): Promise<void>;
}

interface Entry<T> {
  value: Promise<T>;
  leases: number;
}

/** Values by key: created at the first request, shared until the last release. */
export class SharedInstances<T> {
  readonly #entries = new Map<string, Entry<T>>();
  readonly #closing = new Set<Promise<void>>();
  #ended = false;

  constructor(private readonly close: (value: T) => Promise<void>) {}

  keys(): string[] {
    return [...this.#entries.keys()];
  }

  has(key: string): boolean {
    return this.#entries.has(key);
  }

  /** @throws what `create` throws; the value is not kept then */
  async acquire(key: string, create: () => Promise<T>): Promise<Lease<T>> {
    if (this.#ended) throw new Error('Earshot is stopping.');
    const entry = this.#entries.get(key) ?? { value: create(), leases: 0 };
    this.#entries.set(key, entry);
    entry.leases++;
    const leave = this.#leaver(key, entry);
    try {
      return { value: await entry.value, release: leave };
    } catch (error) {
      await leave();
      throw error;
    }
  }

  /** Closes all values, used or not. No more can be acquired then. */
  async closeAll(): Promise<void> {
    this.#ended = true;
    for (const [key, entry] of this.#entries) this.#end(key, entry);
    // A failure to close one does not stop the others.
    await Promise.allSettled(this.#closing);
  }

  #leaver(key: string, entry: Entry<T>): () => Promise<void> {
    let left: Promise<void> | undefined;
    return () => {
      left ??=
        --entry.leases === 0 && this.#entries.get(key) === entry ? this.#end(key, entry) : Promise.resolve();
      return left;
    };
  }

  #end(key: string, entry: Entry<T>): Promise<void> {
    this.#entries.delete(key);
    const closing = entry.value
      // A value that could not be created needs no closing; its caller got the error.
      .then(
        (value) => this.close(value),
        () => undefined,
      )
      .finally(() => this.#closing.delete(closing));
    this.#closing.add(closing);
    return closing;
  }
}
