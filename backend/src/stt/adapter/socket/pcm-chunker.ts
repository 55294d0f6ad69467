/** Joins small frames of audio and cuts long ones into messages of one length. Holds less than one message. */
export class PcmChunker {
  readonly #chunk: Int16Array;
  #filled = 0;

  constructor(
    chunkSamples: number,
    private readonly send: (pcm: Int16Array) => void,
  ) {
    this.#chunk = new Int16Array(chunkSamples);
  }

  push(pcm: Int16Array): void {
    for (let at = 0; at < pcm.length;) {
      const part = pcm.subarray(at, at + this.#chunk.length - this.#filled);
      this.#chunk.set(part, this.#filled);
      this.#filled += part.length;
      at += part.length;
      if (this.#filled === this.#chunk.length) this.#take(this.#filled);
    }
  }

  /** Sends the incomplete message, padded with silence to `minSamples`. */
  flush(minSamples = 0): void {
    if (this.#filled === 0) return;
    const length = Math.max(this.#filled, Math.min(minSamples, this.#chunk.length));
    this.#chunk.fill(0, this.#filled, length);
    this.#take(length);
  }

  #take(length: number): void {
    this.#filled = 0;
    this.send(this.#chunk.slice(0, length));
  }
}
