import { systemClock } from '../clock/clock.js';
import { END_OF_STREAM, type StreamReader } from './stream-reader.js';

/** Ends a stream that sends nothing for too long. */
export interface StallRule {
  /** Longest wait for the next item. */
  ms: number;
  /**
   * Since when the source has had something to do, by `systemClock.now()`; null while it waits for its caller, which is not
   * a stall. Left out if it always has something to do.
   */
  busySince?: () => number | null;
  /** Creates the error that ends the stream. */
  error: () => Error;
}

/**
 * The only guard around a stream, at the edge of a stage. It ends at once when the signal aborts or the reader leaves, even
 * during a wait for an item, and fails when a stall rule is broken. In each of these cases, and when the source fails, it
 * aborts the source's own signal, so that a plain generator frees its resources. One listener and one timer per rule serve
 * the whole stream. Items pass without an async generator, because a microphone has fifty a second.
 * @param source a stream, or a function that gets its own signal and starts a stream
 * @throws what the source throws, or the error of the broken rule
 */
export function abortable<T>(
  source: AsyncIterable<T> | ((signal: AbortSignal) => AsyncIterable<T>),
  signal: AbortSignal,
  ...rules: StallRule[]
): StreamReader<T> {
  return new AbortableReader(source, signal, rules);
}

class AbortableReader<T> implements StreamReader<T> {
  /** Since when the reader waits for an item, by `systemClock.now()`; null while it does not. Set only for stall rules. */
  waitingSince: number | null = null;
  readonly #own = new AbortController();
  readonly #source: AsyncIterator<T, unknown> | undefined;
  readonly #stopWatches: (() => void)[] = [];
  #wanted: { resolve(result: IteratorResult<T, void>): void; reject(error: unknown): void } | undefined;
  #over = false;

  constructor(
    source: AsyncIterable<T> | ((signal: AbortSignal) => AsyncIterable<T>),
    private readonly signal: AbortSignal,
    rules: StallRule[],
  ) {
    if (signal.aborted) {
      this.#over = true;
      // An existing stream is closed, even if nothing was read of it.
      if (typeof source !== 'function') this.#close(source[Symbol.asyncIterator]());
      return;
    }
    const stream = typeof source === 'function' ? source(this.#own.signal) : source;
    this.#source = stream[Symbol.asyncIterator]();
    signal.addEventListener('abort', this.#leave, { once: true });
    for (const rule of rules) this.#stopWatches.push(watch(this, rule));
  }

  next(): Promise<IteratorResult<T, void>> {
    if (this.#over) return Promise.resolve(END_OF_STREAM);
    return new Promise((resolve, reject) => {
      this.#wanted = { resolve, reject };
      if (this.#stopWatches.length > 0) this.waitingSince = systemClock.now();
      try {
        this.#source!.next().then(this.#take, this.#fail);
      } catch (error) {
        this.#fail(error);
      }
    });
  }

  return(): Promise<IteratorResult<T, void>> {
    this.#leave();
    return Promise.resolve(END_OF_STREAM);
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  /** Ends the stream with the error of a broken rule. */
  stall(error: Error): void {
    this.#wanted?.reject(error);
    this.#end(true);
  }

  readonly #take = (result: IteratorResult<T, unknown>): void => {
    if (result.done) return this.#end(false);
    this.waitingSince = null;
    this.#wanted?.resolve(result);
    this.#wanted = undefined;
  };

  readonly #fail = (error: unknown): void => {
    this.#wanted?.reject(error);
    this.#end(true);
  };

  readonly #leave = (): void => this.#end(true);

  /** @param early whether it is before the source's own end: what still works for the source is told to stop */
  #end(early: boolean): void {
    this.waitingSince = null;
    // Does nothing if the wait was rejected before.
    this.#wanted?.resolve(END_OF_STREAM);
    this.#wanted = undefined;
    if (this.#over) return;
    this.#over = true;
    for (const stop of this.#stopWatches) stop();
    this.signal.removeEventListener('abort', this.#leave);
    if (early) this.#own.abort(this.signal.reason);
    this.#close(this.#source!);
  }

  /** Not awaited: a source that hangs may never settle it. */
  #close(source: AsyncIterator<T, unknown>): void {
    const close = async () => source.return?.(undefined);
    void close().catch(() => undefined);
  }
}

/** @returns a function that stops the watch */
function watch(
  reader: Pick<AbortableReader<unknown>, 'waitingSince' | 'stall'>,
  { ms, busySince = () => 0, error }: StallRule,
): () => void {
  let timer: NodeJS.Timeout;
  const check = () => {
    const busy = busySince();
    const isIdle = reader.waitingSince === null || busy === null;
    const waitedMs = isIdle ? 0 : systemClock.now() - Math.max(reader.waitingSince!, busy);
    // A timer may fire a little early.
    if (waitedMs >= ms - 1) reader.stall(error());
    else timer = setTimeout(check, ms - waitedMs);
  };
  timer = setTimeout(check, ms);
  return () => clearTimeout(timer);
}
