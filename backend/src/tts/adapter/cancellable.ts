import { abortable } from '../../common/streams/abortable.js';

/**
 * A stream that ends at once, and frees what it holds, when the outer signal aborts and when its reader leaves, also
 * where the reader leaves while it waits: an async generator alone would finish its wait first.
 * @param run gets a signal for both
 */
export function cancellable<T>(
  outer: AbortSignal,
  run: (signal: AbortSignal) => AsyncGenerator<T, void, undefined>,
): AsyncIterableIterator<T> {
  const leave = new AbortController();
  const signal = AbortSignal.any([outer, leave.signal]);
  const stream = abortable(run(signal), signal);
  return {
    next: () => stream.next(),
    return() {
      leave.abort();
      return stream.return();
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
