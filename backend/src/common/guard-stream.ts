export interface GuardOptions {
  signal: AbortSignal;
  /** Longest wait for the next item. */
  stallMs: number;
  /** While this says true, the stream waits for us and not we for it: that is no stall. */
  idle?: () => boolean;
  /** The error that a stall ends in. */
  stalled: () => Error;
}

/**
 * Reads a stream that may misbehave: ends at once on abort, whatever the source does then, and fails when nothing
 * comes for too long.
 * @throws what the source throws, or `stalled()`
 */
export async function* guardStream<T>(
  source: AsyncIterable<T>,
  options: GuardOptions,
): AsyncGenerator<T, void, undefined> {
  const iterator = source[Symbol.asyncIterator]();
  try {
    while (!options.signal.aborted) {
      const result = await nextOrStall(iterator, options);
      if (result === null || result.done) return;
      yield result.value;
    }
  } finally {
    // Not awaited: a source that hangs may never settle it.
    void Promise.resolve(iterator.return?.(undefined)).catch(() => undefined);
  }
}

/** @returns the next result, or null when aborted. Leaves no listener and no timer behind. */
function nextOrStall<T>(
  iterator: AsyncIterator<T, unknown, undefined>,
  { signal, stallMs, idle, stalled }: GuardOptions,
): Promise<IteratorResult<T, unknown> | null> {
  return new Promise((resolve, reject) => {
    const settle = (act: () => void) => {
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
      act();
    };
    const onAbort = () => settle(() => resolve(null));
    const onTimeout = () => {
      if (idle?.()) timer = setTimeout(onTimeout, stallMs);
      else settle(() => reject(stalled()));
    };
    let timer = setTimeout(onTimeout, stallMs);
    signal.addEventListener('abort', onAbort, { once: true });
    iterator.next().then(
      (result) => settle(() => resolve(result)),
      (error: unknown) => settle(() => reject(error)),
    );
  });
}
