/** Reads a stream one item at a time, and may leave at any time, even while it waits for an item. */
export interface StreamReader<T> extends AsyncIterableIterator<T, void, undefined> {
  next(): Promise<IteratorResult<T, void>>;
  return(): Promise<IteratorResult<T, void>>;
  [Symbol.asyncIterator](): StreamReader<T>;
}

export const END_OF_STREAM = { value: undefined, done: true } as const;
