/** A token bucket. Pure but for its own level: the clock is the caller's. */
export class TokenBucket {
  #level: number;
  #at: number;

  /**
   * @param capacity the largest burst
   * @param perSecond what flows back in
   */
  constructor(
    private readonly capacity: number,
    private readonly perSecond: number,
    now: number,
  ) {
    this.#level = capacity;
    this.#at = now;
  }

  /** @returns whether there was enough; if not, nothing is taken. */
  take(amount: number, now: number): boolean {
    this.#level = Math.min(this.capacity, this.#level + ((now - this.#at) / 1_000) * this.perSecond);
    this.#at = now;
    if (amount > this.#level) return false;
    this.#level -= amount;
    return true;
  }
}
