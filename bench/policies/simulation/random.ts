import { createHash } from 'node:crypto';

/** Repeatable numbers from 0 to 1 for a key. */
export class SeededRandom {
  #state: number;

  constructor(key: string) {
    this.#state = createHash('sha1').update(key).digest().readUInt32LE();
  }

  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  }

  between(low: number, high: number): number {
    return low + (high - low) * this.next();
  }

  pick<T>(items: readonly T[]): T {
    return items[Math.floor(this.next() * items.length)]!;
  }
}
