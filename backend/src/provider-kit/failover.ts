import type { Stage } from '#protocol';
import type { StreamReader } from '../common/streams/stream-reader.js';
import { failedOver, providerFailed } from '../common/telemetry/channels.js';
import type { BegunStream, CircuitBreaker } from './circuit-breaker.js';
import { asProviderError, takenOver, type ProviderError } from './errors/provider-error.js';
import { RetryBackoff } from './retry-backoff.js';

export interface FailoverRequest<Provider, T> {
  stage: Stage;
  signal: AbortSignal;
  /** Starts the request again with that provider, guarded by `abortable`. */
  open(provider: Provider): StreamReader<T>;
  /** Whether the answer has begun with this item: after that, nothing can be taken back. */
  begins(item: T): boolean;
  /** Called once, when the answer of that provider begins. */
  begun?(provider: Provider): void;
  warn?(error: ProviderError): void;
}

/** Tries of one provider. A second try repairs a short failure; with a fallback, more would only delay the answer. */
const TRIES_WITH_FALLBACK = 2;
const TRIES_ALONE = 3;

/** Longest wait that a vendor may ask for before the next try. The user would not wait longer for an answer. */
const MAX_WAIT_MS = 5_000;

/**
 * The stream of the first provider that answers. Until the answer has begun, a temporary failure is tried again, and then
 * the next provider takes over. Later failures go to the reader.
 * @throws ProviderError of the last provider, or of the one that broke off
 */
export async function* failover<Provider extends { readonly name: string }, T>(
  breakers: readonly CircuitBreaker<Provider>[],
  { stage, signal, open, begins, begun: onBegun, warn }: FailoverRequest<Provider, T>,
): AsyncGenerator<T, void, undefined> {
  for (const [i, breaker] of breakers.entries()) {
    const { provider } = breaker;
    const next = breakers[i + 1];
    const backoff = new RetryBackoff();
    for (let triesLeft = next ? TRIES_WITH_FALLBACK : TRIES_ALONE; ;) {
      let begun = false;
      let stream: BegunStream<T> | undefined;
      try {
        stream = await breaker.begin(() => open(provider), signal);
        for (let result = await stream.first; !result.done; result = await stream.reader.next()) {
          if (!begun && begins(result.value)) {
            begun = true;
            onBegun?.(provider);
          }
          yield result.value;
        }
        return;
      } catch (cause) {
        if (signal.aborted) return;
        const error = asProviderError(stage, provider.name, cause);
        providerFailed.publish(() => ({ stage, provider: provider.name, code: error.code }));
        if (begun) throw error;
        triesLeft--;
        // A timeout is not repeated: the user has waited long enough.
        const waited = error.code === 'provider_timeout';
        const { retryAfterMs = 0 } = error;
        const mayRetry = error.retryable && !waited && retryAfterMs <= MAX_WAIT_MS;
        if (mayRetry && triesLeft > 0 && !breaker.isOpen) {
          await backoff.pause(signal, retryAfterMs);
          if (signal.aborted) return;
          continue;
        }
        if (!next) throw error;
        failedOver.publish(() => ({ stage, from: provider.name, to: next.provider.name }));
        warn?.(takenOver(error, next.provider.name));
        break;
      } finally {
        void stream?.reader.return();
      }
    }
  }
}
