/**
 * Runs operations on files one after the other. A disk that hangs then takes one of the four threads that the whole process
 * has for files and name look-ups, however many calls are recorded.
 */
export class DiskQueue {
  #last: Promise<unknown> = Promise.resolve();
  #waitingBytes = 0;

  /** What the operations that have not ended hold in memory. */
  get waitingBytes(): number {
    return this.#waitingBytes;
  }

  /** @param bytes that the operation holds until it has ended @returns its result @throws what it throws */
  run<Result>(operation: () => Promise<Result>, bytes = 0): Promise<Result> {
    this.#waitingBytes += bytes;
    const done = this.#last.then(operation).finally(() => (this.#waitingBytes -= bytes));
    this.#last = done.catch(() => undefined);
    return done;
  }

  /** Waits for everything that is in the queue now. */
  async settled(): Promise<void> {
    await this.#last;
  }
}
