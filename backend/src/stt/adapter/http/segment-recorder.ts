import { concatPcm } from '#audio';
import type { SttInput } from '../../stt.port.js';

const SAMPLE_RATE_HZ = 16_000;

/** Speech that is longer without a pause of 200 ms is probably a television. The audio beyond this is dropped. */
export const MAX_SEGMENT_SAMPLES = 120 * SAMPLE_RATE_HZ;

/** Cuts the audio between marks out of a stream, with its pre-roll. */
export class SegmentRecorder {
  #parts: Int16Array[] | null = null;
  #samples = 0;

  /** @returns the segment at its end, empty if it had no beginning; otherwise null */
  push(item: SttInput): Int16Array | null {
    switch (item.type) {
      case 'audio':
        if (this.#parts) this.#keep(item.pcm);
        return null;
      case 'speech_start':
        if (this.#parts) return null;
        this.#parts = [];
        this.#samples = 0;
        if (item.preRoll) this.#keep(item.preRoll);
        return null;
      case 'speech_end': {
        const segment = concatPcm(this.#parts ?? []);
        this.#parts = null;
        return segment;
      }
      default:
        return null;
    }
  }

  #keep(pcm: Int16Array): void {
    const kept = pcm.subarray(0, MAX_SEGMENT_SAMPLES - this.#samples);
    if (kept.length === 0) return;
    this.#parts!.push(kept);
    this.#samples += kept.length;
  }
}
