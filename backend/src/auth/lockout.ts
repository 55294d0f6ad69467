import { systemClock, type Clock } from '../common/clock/clock.js';

/** A person who mistypes a token, and a client that repeats an old one a few times. */
const FREE_FAILURES = 5;
const FIRST_WAIT_MS = 1_000;
const MAX_WAIT_MS = 15 * 60_000;

/** Failures are forgotten after this time without another one. */
const FORGET_MS = 60 * 60_000;

/** The address that failed longest ago is forgotten first. */
const MAX_ADDRESSES = 1_000;

interface Failures {
  count: number;
  lastMs: number;
  lockedUntilMs: number;
}

/** Slows down those who guess credentials: after five failures an address waits, each time twice as long. */
export class Lockout {
  readonly #failures = new Map<string, Failures>();

  constructor(private readonly clock: Clock = systemClock) {}

  /**
   * @param address undefined for clients on this computer, which are never locked out
   * @returns how long the address must wait before the next attempt, 0 if it need not
   */
  waitMs(address: string | undefined): number {
    const failures = address === undefined ? undefined : this.#failures.get(address);
    return failures ? Math.max(0, failures.lockedUntilMs - this.clock.now()) : 0;
  }

  failed(address: string | undefined): void {
    if (address === undefined) return;
    const now = this.clock.now();
    const before = this.#failures.get(address);
    const count = before && now - before.lastMs < FORGET_MS ? before.count + 1 : 1;
    const over = count - FREE_FAILURES;
    const waitMs = over < 0 ? 0 : Math.min(MAX_WAIT_MS, FIRST_WAIT_MS * 2 ** over);
    // Last in the map: it failed last.
    this.#failures.delete(address);
    this.#failures.set(address, { count, lastMs: now, lockedUntilMs: now + waitMs });
    if (this.#failures.size > MAX_ADDRESSES) this.#failures.delete(this.#failures.keys().next().value!);
  }

  succeeded(address: string | undefined): void {
    if (address !== undefined) this.#failures.delete(address);
  }
}
