import { concatPcm } from '#audio';
import { AudioHistory } from '../../audio-history.js';
import type { SttInput } from '../../stt.port.js';

const SAMPLE_RATE_HZ = 16_000;

/** Audio before the mark that belongs to the segment: the detector's delay and a soft first consonant. */
const PRE_ROLL_SAMPLES = 0.32 * SAMPLE_RATE_HZ;

/** Whoever speaks for longer without a pause of 200 ms has left the television on. What comes on top is not heard. */
export const MAX_SEGMENT_SAMPLES = 120 * SAMPLE_RATE_HZ;

/** Cuts the audio between marks out of a stream, with a bit before. */
export class SegmentRecorder {
  readonly #history = new AudioHistory(PRE_ROLL_SAMPLES);
  #parts: Int16Array[] | null = null;
  #samples = 0;
  #lastEnd = 0;

  /** @returns the segment at its end; empty where there was no begin */
  push(item: SttInput): Int16Array | null {
    switch (item.type) {
      case 'audio':
        this.#history.push(item.pcm);
        if (this.#parts) this.#keep(item.pcm);
        return null;
      case 'speech_start':
        if (this.#parts) return null;
        this.#parts = [];
        this.#samples = 0;
        this.#keep(this.#history.slice(Math.max(this.#lastEnd, this.#history.total - PRE_ROLL_SAMPLES)));
        return null;
      case 'speech_end': {
        const segment = concatPcm(this.#parts ?? []);
        this.#parts = null;
        this.#lastEnd = this.#history.total;
        return segment;
      }
    }
  }

  #keep(pcm: Int16Array): void {
    const kept = pcm.subarray(0, MAX_SEGMENT_SAMPLES - this.#samples);
    if (kept.length === 0) return;
    this.#parts!.push(kept);
    this.#samples += kept.length;
  }
}
