import type { Stage } from '#protocol';
import { asProviderError } from './errors/provider-error.js';
import type { ProviderError } from './errors/provider-error.js';
import { TooEarlyError } from '../main-control/output/without-effects.js';
import { Backoff, takenOver, type Candidate } from './circuit-breaker.js';

export interface FailoverRequest<Provider, T> {
  stage: Stage;
  signal: AbortSignal;
  /** Begins the request anew with that provider. */
  open(provider: Provider): AsyncIterable<T>;
  /** With this item the answer has begun: from here on nothing can be taken back. */
  begins(item: T): boolean;
  warn?(error: ProviderError): void;
}

/** Tries of one provider: a second one repairs a blip; more only makes the user wait where there is a fallback. */
const TRIES_WITH_FALLBACK = 2;
const TRIES_ALONE = 3;

/**
 * The stream of the first candidate that answers. Until the answer has begun, a failure that may pass is tried again and
 * then the next candidate takes over; after that, it is the reader's.
 * @throws ProviderError of the last candidate, or of the one that broke off
 */
export async function* failover<Provider extends { readonly name: string }, T>(
  candidates: readonly Candidate<Provider>[],
  { stage, signal, open, begins, warn }: FailoverRequest<Provider, T>,
): AsyncGenerator<T, void, undefined> {
  for (const [i, candidate] of candidates.entries()) {
    const { provider } = candidate;
    const next = candidates[i + 1];
    const backoff = new Backoff();
    for (let triesLeft = next ? TRIES_WITH_FALLBACK : TRIES_ALONE; ;) {
      let begun = false;
      try {
        for await (const item of candidate.run(() => open(provider), signal)) {
          begun ||= begins(item);
          yield item;
        }
        return;
      } catch (cause) {
        if (signal.aborted) return;
        // Not the provider's failure: nobody else is to do what could not be done yet.
        if (cause instanceof TooEarlyError) throw cause;
        const error = asProviderError(stage, provider.name, cause);
        if (begun) throw error;
        triesLeft--;
        // Who waited once for so long is not to wait again.
        const waited = error.code === 'provider_timeout';
        if (error.retryable && !waited && triesLeft > 0 && !candidate.resting) {
          await backoff.pause(signal);
          if (signal.aborted) return;
          continue;
        }
        if (!next) throw error;
        warn?.(takenOver(error, next.provider.name));
        break;
      }
    }
  }
}
