/** A token bucket. The caller passes the time in. */
export class TokenBucket {
  #level: number;
  #updatedAtMs: number;

  /**
   * @param capacity the largest burst
   * @param perSecond how fast it refills
   * @param nowMs any monotonic time
   */
  constructor(
    private readonly capacity: number,
    private readonly perSecond: number,
    nowMs: number,
  ) {
    this.#level = capacity;
    this.#updatedAtMs = nowMs;
  }

  /** @returns whether there were enough tokens; if not, none are taken */
  take(amount: number, nowMs: number): boolean {
    const refilled = ((nowMs - this.#updatedAtMs) / 1_000) * this.perSecond;
    this.#level = Math.min(this.capacity, this.#level + refilled);
    this.#updatedAtMs = nowMs;
    if (amount > this.#level) return false;
    this.#level -= amount;
    return true;
  }
}
