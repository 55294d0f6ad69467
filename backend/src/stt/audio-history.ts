/** Keeps the last part of a stream. */
export class AudioHistory {
  readonly #ring: Int16Array;
  #total = 0;

  constructor(samples: number) {
    this.#ring = new Int16Array(samples);
  }

  /** Samples that came since the beginning. */
  get total(): number {
    return this.#total;
  }

  push(pcm: Int16Array): void {
    const kept = pcm.subarray(Math.max(0, pcm.length - this.#ring.length));
    const at = (this.#total + pcm.length - kept.length) % this.#ring.length;
    const first = kept.subarray(0, this.#ring.length - at);
    this.#ring.set(first, at);
    this.#ring.set(kept.subarray(first.length), 0);
    this.#total += pcm.length;
  }

  /** A copy of the samples `from` up to `to`, counted from the beginning; fewer if some are forgotten. */
  slice(from: number, to = this.#total): Int16Array {
    const oldest = Math.max(0, this.#total - this.#ring.length);
    const start = Math.max(oldest, from);
    const copy = new Int16Array(Math.max(0, to - start));
    const first = this.#ring.subarray(start % this.#ring.length).subarray(0, copy.length);
    copy.set(first);
    copy.set(this.#ring.subarray(0, copy.length - first.length), first.length);
    return copy;
  }
}
