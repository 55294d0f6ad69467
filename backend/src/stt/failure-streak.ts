import type { ProviderError } from '../provider-kit/errors/provider-error.js';
import { RetryBackoff } from '../provider-kit/retry-backoff.js';

/** Failures of one provider in a row, without a transcript in between. */
export class FailureStreak {
  readonly backoff = new RetryBackoff();
  count = 0;
  /** The user has already waited for a timeout, so it is not repeated. */
  waited = false;
  #warned = false;

  /**
   * @param wasGood whether the failed connection had worked, which resets the streak first
   * @returns whether another try may help
   */
  add(error: ProviderError, wasGood: boolean): boolean {
    if (wasGood) {
      this.count = 0;
      this.waited = this.#warned = false;
      this.backoff.reset();
    }
    this.count++;
    this.waited ||= error.code === 'provider_timeout';
    return error.retryable || (error.oddAnswer && this.count === 1);
  }

  /** Whether to warn the user now, once in a streak: after a second failure or a timeout, not after one short failure. */
  shouldWarn(): boolean {
    if (this.#warned || (this.count < 2 && !this.waited)) return false;
    return (this.#warned = true);
  }
}
