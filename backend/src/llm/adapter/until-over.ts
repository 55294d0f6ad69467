/** The end of a response comes with the end of its answer, or one packet later. */
const END_MS = 500;

/**
 * Reads an answer that may be over before its stream ends, because a server keeps the connection open or loses it.
 * @param isOver whether the answer is whole; what still comes within half a second is passed on
 * @param stop ends the request if its stream does not end
 */
export async function* untilOver<T>(
  source: AsyncIterable<T>,
  isOver: () => boolean,
  stop: () => void,
): AsyncGenerator<T, void, undefined> {
  const iterator = source[Symbol.asyncIterator]();
  try {
    for (;;) {
      const next = iterator.next();
      const result = await (isOver() ? within(next, END_MS) : next);
      if (!result) return stop();
      if (result.done) return;
      yield result.value;
    }
  } catch (error) {
    if (!isOver()) throw error;
  } finally {
    // Not awaited: a source that waits for its server settles it only then.
    void iterator.return?.().catch(() => undefined);
  }
}

/** @returns undefined if it has not resolved by then */
async function within<T>(promise: Promise<T>, ms: number): Promise<T | undefined> {
  const { promise: late, resolve } = Promise.withResolvers<undefined>();
  const timer = setTimeout(() => resolve(undefined), ms);
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
    promise.catch(() => undefined);
  }
}
