/** Cuts chunks of any length into frames of one length; the rest waits for the next chunk. */
export class Framer {
  #frame: Int16Array;
  #filled = 0;

  constructor(readonly frameSamples: number) {
    this.#frame = new Int16Array(frameSamples);
  }

  /** Each frame is a copy that the caller may keep. */
  *push(chunk: Int16Array): Generator<Int16Array, void, undefined> {
    for (let at = 0; at < chunk.length;) {
      const piece = chunk.subarray(at, at + this.frameSamples - this.#filled);
      this.#frame.set(piece, this.#filled);
      this.#filled += piece.length;
      at += piece.length;
      if (this.#filled < this.frameSamples) continue;
      const frame = this.#frame;
      this.#frame = new Int16Array(this.frameSamples);
      this.#filled = 0;
      yield frame;
    }
  }
}
