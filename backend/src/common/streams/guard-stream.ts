import { systemClock } from '../clock/clock.js';
import { END_OF_STREAM, type StreamReader } from './stream-reader.js';

export interface StallGuard {
  /** Longest wait for the next item. */
  ms: number;
  /**
   * Since when the source has something to do, by `systemClock.now()`; null while it waits for us: that is no stall.
   * Where it is left out, the source always has.
   */
  busySince?: () => number | null;
  /** The error that a stall ends in. */
  error: () => Error;
}

/**
 * Reads a stream that may misbehave: ends at once on abort, whatever the source does then, and, where it is guarded
 * against stalls, fails when nothing comes for too long. One listener and one timer serve the whole stream, and no
 * async generator passes its items on: it may have many a second.
 * @throws what the source throws, or the stall's error
 */
export function guardStream<T>(
  source: AsyncIterable<T>,
  signal: AbortSignal,
  stall?: StallGuard,
): StreamReader<T> {
  return new Guarded(source[Symbol.asyncIterator](), signal, stall);
}

class Guarded<T> implements StreamReader<T> {
  /** Since when the reader waits, by `systemClock.now()`; null while nobody waits. Kept only to find stalls. */
  since: number | null = null;
  #wanted: { resolve(result: IteratorResult<T, void>): void; reject(error: unknown): void } | undefined;
  #over = false;
  readonly #stopWatching: (() => void) | undefined;

  constructor(
    private readonly source: AsyncIterator<T, unknown>,
    private readonly signal: AbortSignal,
    stall: StallGuard | undefined,
  ) {
    signal.addEventListener('abort', this.#finish, { once: true });
    this.#stopWatching = stall && watch(this, stall);
    if (signal.aborted) this.#finish();
  }

  next(): Promise<IteratorResult<T, void>> {
    if (this.#over) return Promise.resolve(END_OF_STREAM);
    return new Promise((resolve, reject) => {
      this.#wanted = { resolve, reject };
      if (this.#stopWatching) this.since = systemClock.now();
      try {
        this.source.next().then(this.#take, this.fail);
      } catch (error) {
        this.fail(error);
      }
    });
  }

  return(): Promise<IteratorResult<T, void>> {
    this.#finish();
    return Promise.resolve(END_OF_STREAM);
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  readonly fail = (error: unknown): void => {
    this.#wanted?.reject(error);
    this.#wanted = undefined;
    this.#finish();
  };

  readonly #take = (result: IteratorResult<T, unknown>): void => {
    if (result.done) return this.#finish();
    this.since = null;
    this.#wanted?.resolve(result);
    this.#wanted = undefined;
  };

  readonly #finish = (): void => {
    this.since = null;
    this.#wanted?.resolve(END_OF_STREAM);
    this.#wanted = undefined;
    if (this.#over) return;
    this.#over = true;
    this.#stopWatching?.();
    this.signal.removeEventListener('abort', this.#finish);
    // Not awaited: a source that hangs may never settle it.
    const free = async () => this.source.return?.(undefined);
    void free().catch(() => undefined);
  };
}

/** Ends a wait that lasts too long. @returns what stops the watch */
function watch(
  guarded: Pick<Guarded<unknown>, 'since' | 'fail'>,
  { ms, busySince = () => 0, error }: StallGuard,
): () => void {
  let timer: NodeJS.Timeout;
  const look = () => {
    const busy = busySince();
    const idle = guarded.since === null || busy === null;
    const waitedMs = idle ? 0 : systemClock.now() - Math.max(guarded.since!, busy);
    // A timer may fire a little early.
    if (waitedMs >= ms - 1) guarded.fail(error());
    else timer = setTimeout(look, ms - waitedMs);
  };
  timer = setTimeout(look, ms);
  return () => clearTimeout(timer);
}
