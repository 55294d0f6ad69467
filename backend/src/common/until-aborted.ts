/**
 * Reads a stream until it ends or the signal aborts, whichever is first: a source that hangs does not hold its
 * reader. What the source gives after the abort is dropped.
 */
export async function* untilAborted<T>(
  source: AsyncIterable<T>,
  signal: AbortSignal,
): AsyncGenerator<T, void, undefined> {
  const iterator = source[Symbol.asyncIterator]();
  try {
    while (!signal.aborted) {
      const result = await nextUnlessAborted(iterator, signal);
      if (!result || result.done) return;
      yield result.value;
    }
  } finally {
    // Not awaited: a source that hangs may never settle it.
    void Promise.resolve(iterator.return?.()).catch(() => undefined);
  }
}

/** @returns null when aborted first. Leaves no listener behind. */
function nextUnlessAborted<T>(
  iterator: AsyncIterator<T>,
  signal: AbortSignal,
): Promise<IteratorResult<T> | null> {
  return new Promise((resolve, reject) => {
    const onAbort = () => resolve(null);
    signal.addEventListener('abort', onAbort, { once: true });
    iterator
      .next()
      .then(resolve, reject)
      .finally(() => signal.removeEventListener('abort', onAbort));
  });
}
