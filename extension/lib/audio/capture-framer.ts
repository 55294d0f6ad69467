/** One frame of microphone audio and its loudness, as it leaves the capture worklet. */
export interface CaptureFrame {
  pcm: Int16Array<ArrayBuffer>;
  /** Root mean square, 0 to 1. */
  level: number;
}

/** Cuts the stream of render quanta into s16 frames of one length. Runs on the audio thread. */
export class CaptureFramer {
  readonly #pcm: Int16Array<ArrayBuffer>;
  #filled = 0;
  #energy = 0;

  constructor(
    frameSamples: number,
    private readonly onFrame: (frame: CaptureFrame) => void,
  ) {
    this.#pcm = new Int16Array(frameSamples);
  }

  /** @param samples one quantum, or undefined if nothing is connected: then it is `quantumSamples` of silence. */
  add(samples: Float32Array | undefined, quantumSamples: number): void {
    for (let i = 0; i < quantumSamples; i++) {
      const value = Math.max(-1, Math.min(1, samples?.[i] ?? 0));
      this.#pcm[this.#filled++] = Math.round(value < 0 ? value * 0x8000 : value * 0x7fff);
      this.#energy += value * value;
      if (this.#filled === this.#pcm.length) this.#emit();
    }
  }

  /** Emits the samples gathered so far, padded with silence: the backend's detector takes whole frames. */
  flush(): void {
    if (this.#filled === 0) return;
    this.#pcm.fill(0, this.#filled);
    this.#emit();
  }

  #emit(): void {
    const level = Math.sqrt(this.#energy / this.#pcm.length);
    this.#filled = 0;
    this.#energy = 0;
    this.onFrame({ pcm: this.#pcm.slice(), level });
  }
}
