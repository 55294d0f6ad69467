import { Channel } from '../../common/streams/channel.js';
import type { SttEvent } from '../stt.port.js';

/** Events that wait for their reader: hours of speech. A reader that is as far behind has gone. */
const MAX_WAITING_EVENTS = 10_000;

export type Emit = (event: SttEvent) => void;

/**
 * The events of work that is begun at once. Ends when the work does, and on abort before that, with nothing more; a reader
 * that leaves aborts the work, also while it waits for an event.
 * @param work is given a signal of both
 * @throws what the work throws
 */
export function eventStream(
  work: (emit: Emit, signal: AbortSignal) => Promise<void>,
  signal: AbortSignal,
): AsyncIterable<SttEvent> {
  const events = new Channel<SttEvent>(MAX_WAITING_EVENTS);
  const leave = new AbortController();
  const stop = AbortSignal.any([signal, leave.signal]);
  stop.addEventListener('abort', () => events.abort(), { once: true });
  if (stop.aborted) events.abort();
  else
    work((event) => events.push(event), stop).then(
      () => events.close(),
      (error: unknown) => events.close(error),
    );
  return {
    [Symbol.asyncIterator]() {
      const iterator = events[Symbol.asyncIterator]();
      return {
        next: () => iterator.next(),
        return(): Promise<IteratorResult<SttEvent>> {
          leave.abort();
          return iterator.return();
        },
      };
    },
  };
}
