/** Something that several users hold at once; it is closed when the last one has let go. */
export interface Lease<T> {
  readonly value: T;
  /** Idempotent. Resolves when the value is closed, where this was the last lease. */
  release(): Promise<void>;
}

interface Entry<T> {
  value: Promise<T>;
  leases: number;
}

/** Values by key: made when first asked for, shared while anybody holds them. */
export class SharedInstances<T> {
  readonly #entries = new Map<string, Entry<T>>();
  readonly #closing = new Set<Promise<void>>();
  #ended = false;

  constructor(private readonly close: (value: T) => Promise<void>) {}

  get size(): number {
    return this.#entries.size;
  }

  has(key: string): boolean {
    return this.#entries.has(key);
  }

  /** @throws what `create` throws; nothing is kept of it then */
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

  /** Closes all values, whoever holds them; there are no more then. */
  async closeAll(): Promise<void> {
    this.#ended = true;
    for (const [key, entry] of this.#entries) this.#end(key, entry);
    // One that fails to close keeps none of the others from it.
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
      // One that could not be made needs no closing; whoever asked for it has the error.
      .then(
        (value) => this.close(value),
        () => undefined,
      )
      .finally(() => this.#closing.delete(closing));
    this.#closing.add(closing);
    return closing;
  }
}
