export interface StallGuard {
  /** Longest wait for the next item. */
  ms: number;
  /**
   * Since when the source has something to do, by `performance.now()`; null while it waits for us: that is no stall.
   * Where it is left out, the source always has.
   */
  busySince?: () => number | null;
  /** The error that a stall ends in. */
  error: () => Error;
}

/**
 * Reads a stream that may misbehave: ends at once on abort, whatever the source does then, and, where it is guarded
 * against stalls, fails when nothing comes for too long. One listener and one timer serve the whole stream: it may
 * have many items a second.
 * @throws what the source throws, or the stall's error
 */
export async function* guardStream<T>(
  source: AsyncIterable<T>,
  signal: AbortSignal,
  stall?: StallGuard,
): AsyncGenerator<T, void, undefined> {
  const iterator = source[Symbol.asyncIterator]();
  const waiting = new Waiting<IteratorResult<T, unknown>>();
  const onAbort = () => waiting.resolve(null);
  signal.addEventListener('abort', onAbort, { once: true });
  const stopWatching = stall && watch(waiting, stall);
  try {
    while (!signal.aborted) {
      const result = await waiting.for(iterator.next());
      if (result === null || result.done) return;
      yield result.value;
    }
  } finally {
    stopWatching?.();
    signal.removeEventListener('abort', onAbort);
    // Not awaited: a source that hangs may never settle it.
    void Promise.resolve(iterator.return?.(undefined)).catch(() => undefined);
  }
}

/** A wait for a promise that can be cut short from outside. */
class Waiting<T> {
  /** Since when, by `performance.now()`; null while nobody waits. */
  since: number | null = null;
  #settle: { resolve(value: T | null): void; reject(error: unknown): void } | undefined;

  for(promise: Promise<T>): Promise<T | null> {
    return new Promise((resolve, reject) => {
      this.since = performance.now();
      this.#settle = { resolve, reject };
      promise.then(
        (value) => this.resolve(value),
        (error: unknown) => this.reject(error),
      );
    });
  }

  resolve(value: T | null): void {
    this.since = null;
    this.#settle?.resolve(value);
    this.#settle = undefined;
  }

  reject(error: unknown): void {
    this.since = null;
    this.#settle?.reject(error);
    this.#settle = undefined;
  }
}

/** Ends a wait that lasts too long. @returns what stops the watch */
function watch(waiting: Waiting<unknown>, { ms, busySince = () => 0, error }: StallGuard): () => void {
  let timer: NodeJS.Timeout;
  const look = () => {
    const busy = busySince();
    const idle = waiting.since === null || busy === null;
    const waitedMs = idle ? 0 : performance.now() - Math.max(waiting.since!, busy);
    // A timer may fire a little early.
    if (waitedMs >= ms - 1) waiting.reject(error());
    else timer = setTimeout(look, ms - waitedMs);
  };
  timer = setTimeout(look, ms);
  return () => clearTimeout(timer);
}
