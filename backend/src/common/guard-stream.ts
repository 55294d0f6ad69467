export interface StallGuard {
  /** Longest wait for the next item. */
  ms: number;
  /** While this says true, the stream waits for us and not we for it: that is no stall. */
  idle?: () => boolean;
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
function watch(waiting: Waiting<unknown>, { ms, idle, error }: StallGuard): () => void {
  let timer: NodeJS.Timeout;
  const look = () => {
    const waitedMs = waiting.since === null || idle?.() ? 0 : performance.now() - waiting.since;
    // A timer may fire a little early.
    if (waitedMs >= ms - 1) waiting.reject(error());
    else timer = setTimeout(look, ms - waitedMs);
  };
  timer = setTimeout(look, ms);
  return () => clearTimeout(timer);
}
