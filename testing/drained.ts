import type { Writable } from 'node:stream';

/** Resolves once the stream takes more, or is closed. It leaves no listener behind: an endless answer waits often. */
export async function drained(stream: Writable): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  stream.once('drain', resolve).once('close', resolve);
  await promise;
  stream.off('drain', resolve).off('close', resolve);
}
