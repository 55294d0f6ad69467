import { ExponentialBackoff } from 'cockatiel';
import { sleep } from '../common/clock/sleep.js';

/** The wait between two tries: about 0.15, 0.4, 0.9 s and so on, with jitter. */
const DELAYS = new ExponentialBackoff({ initialDelay: 150, maxDelay: 5_000 });

/** The growing waits between the tries of one provider. */
export class RetryBackoff {
  #next = DELAYS.next();

  /**
   * Waits before the next try, or until the signal aborts.
   * @param leastMs how long the vendor wants to be left alone
   */
  async pause(signal: AbortSignal, leastMs = 0): Promise<void> {
    const { duration } = this.#next;
    this.#next = this.#next.next(undefined);
    await sleep(Math.max(duration, leastMs), signal);
  }

  /** The provider works again. */
  reset(): void {
    this.#next = DELAYS.next();
  }
}
