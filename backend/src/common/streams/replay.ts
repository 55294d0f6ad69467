/** A short source, such as the text of an answer, that another reader can read again when the first one failed. */
export class Replay<T> {
  readonly #source: AsyncIterator<T>;
  readonly #items: T[] = [];
  #pulling: Promise<void> | undefined;
  #ended = false;

  constructor(source: AsyncIterable<T>) {
    this.#source = source[Symbol.asyncIterator]();
  }

  /** From the first item on. */
  async *read(): AsyncGenerator<T, void, undefined> {
    for (let at = 0; ; at++) {
      while (at >= this.#items.length && !this.#ended) await this.#pull();
      if (at >= this.#items.length) return;
      yield this.#items[at]!;
    }
  }

  /** Readers share the wait for an item, so that a reader that leaves takes none with it. */
  #pull(): Promise<void> {
    this.#pulling ??= this.#source
      .next()
      .then((result) => {
        if (result.done) this.#ended = true;
        else this.#items.push(result.value);
      })
      .finally(() => (this.#pulling = undefined));
    return this.#pulling;
  }
}
