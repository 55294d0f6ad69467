import type { ProviderError } from '../provider-kit/errors/provider-error.js';
import { RetryBackoff } from '../provider-kit/retry-backoff.js';

/** Failures of one provider with nothing understood in between. */
export class FailureStreak {
  readonly backoff = new RetryBackoff();
  failures = 0;
  /** The user has waited for it once: for so long nobody is to wait again. */
  waited = false;
  #told = false;

  /**
   * @param wasGood the connection that failed had been of use
   * @returns whether another try may help
   */
  fail(error: ProviderError, wasGood: boolean): boolean {
    if (wasGood) {
      this.failures = 0;
      this.waited = this.#told = false;
      this.backoff.reset();
    }
    this.failures++;
    this.waited ||= error.code === 'provider_timeout';
    return error.retryable || (error.oddAnswer && this.failures === 1);
  }

  /** Whether the user has to hear of it, once: one blip is nobody's business, a second failure is, and so is a long wait. */
  isNews(): boolean {
    if (this.#told || (this.failures < 2 && !this.waited)) return false;
    return (this.#told = true);
  }
}
