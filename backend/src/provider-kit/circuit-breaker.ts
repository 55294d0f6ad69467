import {
  BrokenCircuitError,
  circuitBreaker,
  CircuitState,
  ConsecutiveBreaker,
  ExponentialBackoff,
  handleWhen,
  type IBackoff,
} from 'cockatiel';
import { systemClock } from '../common/clock/clock.js';
import { sleep } from '../common/clock/sleep.js';
import type { StreamReader } from '../common/streams/stream-reader.js';
import { providerPaused } from './errors/availability-errors.js';
import { ProviderError } from './errors/provider-error.js';
import { STALL_MS } from './resilience.js';

/** After this many failures in a row the provider is paused: requests are refused at once. */
const FAILURES_IN_A_ROW = 3;

const PAUSES = new ExponentialBackoff({ initialDelay: 2_000, maxDelay: 30_000 });

/** A provider that began an answer this recently works: a request that it does not answer in time waits behind others. */
const WORKS_FOR_MS = STALL_MS;

/**
 * A failure that the next session would also see. A failure caused by a session's own request (a voice, a language, a
 * refused question) says nothing about the provider, and must not pause it for others; nor does one of too many requests.
 */
const countsAgainstProvider = (error: unknown): error is ProviderError =>
  error instanceof ProviderError && !error.overload && (error.retryable || error.code === 'provider_auth');

/** A stream whose first item is awaited. */
export interface BegunStream<T> {
  reader: StreamReader<T>;
  first: Promise<IteratorResult<T, void>>;
}

/** A provider that a stage may use, with its recent failures. Shared by all sessions. */
export class CircuitBreaker<Provider> {
  readonly #breaker = circuitBreaker(
    handleWhen((error) => this.#isFault(error)),
    {
      halfOpenAfter: { next: () => this.#timed(PAUSES.next()) },
      breaker: new ConsecutiveBreaker(FAILURES_IN_A_ROW),
    },
  );
  #lastError: ProviderError | undefined;
  /** When an answer began last, by `systemClock.now()`. */
  #answeredAt = -Infinity;
  /** When the pause ends, by `systemClock.now()`. */
  #pausedUntil = 0;

  constructor(readonly provider: Provider) {}

  /** Whether it just failed several times in a row. */
  get isOpen(): boolean {
    return this.#breaker.state === CircuitState.Open;
  }

  /**
   * Begins a stream of the provider. Throws at once while the provider is paused.
   * @param open begins the stream
   * @param signal if it aborts before the first item, the stream counts neither as good nor as failed
   * @param goodAfterMs a stream that has not failed by then is good. Default: the first item decides
   * @throws ProviderError
   */
  async begin<T>(
    open: () => StreamReader<T>,
    signal: AbortSignal,
    goodAfterMs?: number,
  ): Promise<BegunStream<T>> {
    // One caller tests whether it works again; the others do not wait for that.
    if (this.#breaker.state === CircuitState.HalfOpen) throw this.#paused(new BrokenCircuitError());
    let stream: BegunStream<T> | undefined;
    const settled = new AbortController();
    try {
      return await this.#breaker.execute(async () => {
        const reader = open();
        stream = { reader, first: reader.next() };
        if (goodAfterMs === undefined) await stream.first;
        else await Promise.race([stream.first, sleep(goodAfterMs, settled.signal)]);
        signal.throwIfAborted();
        this.#answeredAt = systemClock.now();
        return stream;
      });
    } catch (error) {
      void stream?.reader.return();
      if (error instanceof BrokenCircuitError) throw this.#paused(error);
      if (this.#isFault(error)) this.#lastError = error;
      throw error;
    } finally {
      settled.abort();
    }
  }

  /** A timeout is none while other requests are answered: the provider is slow because of their number. */
  #isFault(error: unknown): error is ProviderError {
    if (!countsAgainstProvider(error)) return false;
    const isAnswering = systemClock.now() - this.#answeredAt < WORKS_FOR_MS;
    return !(error.code === 'provider_timeout' && isAnswering);
  }

  #paused(error: BrokenCircuitError): Error {
    return this.#lastError ? providerPaused(this.#lastError, this.#pausedUntil - systemClock.now()) : error;
  }

  /** Notes how long each pause takes, because cockatiel does not report it. */
  #timed(pause: IBackoff<unknown>): IBackoff<unknown> {
    this.#pausedUntil = systemClock.now() + pause.duration;
    return { duration: pause.duration, next: () => this.#timed(pause.next(undefined)) };
  }
}
