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
 * against stalls, fails when nothing comes for too long.
 * @throws what the source throws, or the stall's error
 */
export async function* guardStream<T>(
  source: AsyncIterable<T>,
  signal: AbortSignal,
  stall?: StallGuard,
): AsyncGenerator<T, void, undefined> {
  const iterator = source[Symbol.asyncIterator]();
  try {
    while (!signal.aborted) {
      const result = await nextItem(iterator, signal, stall);
      if (result === null || result.done) return;
      yield result.value;
    }
  } finally {
    // Not awaited: a source that hangs may never settle it.
    void Promise.resolve(iterator.return?.(undefined)).catch(() => undefined);
  }
}

/** @returns the next result, or null when aborted. Leaves no listener and no timer behind. */
function nextItem<T>(
  iterator: AsyncIterator<T, unknown, undefined>,
  signal: AbortSignal,
  stall?: StallGuard,
): Promise<IteratorResult<T, unknown> | null> {
  return new Promise((resolve, reject) => {
    let timer: NodeJS.Timeout | undefined;
    const settle = (act: () => void) => {
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
      act();
    };
    const onAbort = () => settle(() => resolve(null));
    const watch = ({ ms, idle, error }: StallGuard) => {
      timer = setTimeout(() => (idle?.() ? watch({ ms, idle, error }) : settle(() => reject(error()))), ms);
    };
    if (stall) watch(stall);
    signal.addEventListener('abort', onAbort, { once: true });
    iterator.next().then(
      (result) => settle(() => resolve(result)),
      (error: unknown) => settle(() => reject(error)),
    );
  });
}
