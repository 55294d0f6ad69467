import {
  BrokenCircuitError,
  circuitBreaker,
  CircuitState,
  ConsecutiveBreaker,
  ExponentialBackoff,
  handleWhen,
} from 'cockatiel';
import { ProviderError, providerRests } from './errors/provider-error.js';
import { sleep } from '../common/clock/sleep.js';

/**
 * A provider that gives nothing for this long, while it has something to do, has failed: within 10 s the user is told, and
 * listened to again.
 */
export const STALL_MS = 9_500;

export interface ResilienceOptions {
  /** Longest wait for a provider that has something to do. */
  stallMs?: number;
}

/** So many failures in a row, and it is left in peace for a while: whoever asks is refused at once. */
const FAILURES_IN_A_ROW = 3;
const PEACE = { initialDelay: 2_000, maxDelay: 30_000 };

/** Between two tries: about 0.15, 0.4, 0.9 s and so on, with jitter. */
const PAUSE = new ExponentialBackoff({ initialDelay: 150, maxDelay: 5_000 });

/**
 * A failure that the next session would meet too. One session's own wishes (a voice, a language, a question that is refused)
 * say nothing about the provider, and must not take it from others.
 */
const isProvidersFault = (error: unknown): error is ProviderError =>
  error instanceof ProviderError && (error.retryable || error.code === 'provider_auth');

/** A provider that a stage may use, and how it did lately. Shared by all sessions. */
export class Candidate<Provider> {
  readonly #breaker = circuitBreaker(handleWhen(isProvidersFault), {
    halfOpenAfter: new ExponentialBackoff(PEACE),
    breaker: new ConsecutiveBreaker(FAILURES_IN_A_ROW),
  });
  #lastError: ProviderError | undefined;

  constructor(readonly provider: Provider) {}

  /** It failed several times in a row, just now. */
  get resting(): boolean {
    return this.#breaker.state === CircuitState.Open;
  }

  /**
   * Reads a stream of the provider, unless the provider is to be left in peace; then it throws at once, and says so.
   * @param open begins the stream
   * @param goodAfterMs a stream that gave nothing for this long without failing has begun well; where it is left out, its
   *   first item tells
   * @param signal one that is aborted before that tells nothing
   */
  async *run<T>(
    open: () => AsyncIterable<T>,
    signal: AbortSignal,
    goodAfterMs?: number,
  ): AsyncGenerator<T, void, undefined> {
    let iterator: AsyncIterator<T> | undefined;
    let first: Promise<IteratorResult<T, unknown>> | undefined;
    const begun = new AbortController();
    try {
      // Somebody else tries whether it works again: nobody has to wait for that.
      if (this.#breaker.state === CircuitState.HalfOpen) throw new BrokenCircuitError();
      await this.#breaker.execute(async () => {
        iterator = open()[Symbol.asyncIterator]();
        first = iterator.next();
        if (goodAfterMs === undefined) await first;
        else await Promise.race([first, sleep(goodAfterMs, begun.signal)]);
        signal.throwIfAborted();
      });
      let result = await first!;
      while (!result.done) {
        yield result.value;
        result = await iterator!.next();
      }
    } catch (error) {
      if (error instanceof BrokenCircuitError && this.#lastError) throw providerRests(this.#lastError);
      if (isProvidersFault(error)) this.#lastError = error;
      throw error;
    } finally {
      begun.abort();
      // Not awaited: a source that hangs may never settle it.
      void Promise.resolve(iterator?.return?.(undefined)).catch(() => undefined);
    }
  }
}

/** Waits before the next try. */
export class Backoff {
  #next = PAUSE.next();

  async pause(signal: AbortSignal): Promise<void> {
    const { duration } = this.#next;
    this.#next = this.#next.next(undefined);
    await sleep(duration, signal);
  }

  /** It works again. */
  reset(): void {
    this.#next = PAUSE.next();
  }
}

/** What the user is told when another provider takes over. */
export function takenOver(error: ProviderError, by: string): ProviderError {
  const message = `${error.message} Until then "${by}" takes over.`;
  return new ProviderError(error.stage, error.provider, error.code, message, { cause: error.cause });
}

/** Resolves when each is loaded or cannot be. @throws the first of what they threw */
export async function warmUpAll(providers: readonly { warmUp(): Promise<void> }[]): Promise<void> {
  const results = await Promise.allSettled(providers.map((provider) => provider.warmUp()));
  const failed = results.find((result) => result.status === 'rejected');
  if (failed) throw failed.reason;
}
