import { Slice } from './slice.js';

/** The user's speech over an answer, while it is open what it means. */
export interface Overlap {
  readonly startedAt: number;
  readonly audible: boolean;
  /** What was recognised of it; '' for nothing, or an echo. */
  readonly words: string;
  /** Nothing more will be recognised of what was said so far. */
  readonly transcribed: boolean;
}

export class OverlapSlice extends Slice<Overlap | null> {
  /** @param audible for a new overlap: whether its speech goes on */
  open(startedAt: number, audible: boolean): void {
    if (!this.value) this.replace({ startedAt, audible, words: '', transcribed: false });
  }

  close(): void {
    this.replace(null);
  }

  setAudible(audible: boolean): void {
    if (this.value) this.replace({ ...this.value, audible });
  }

  setWords(words: string, transcribed: boolean): void {
    if (this.value) this.replace({ ...this.value, words, transcribed });
  }

  /** The recogniser failed: neither an end of speech nor a transcript will come. */
  abandon(): void {
    if (this.value) this.replace({ ...this.value, audible: false, transcribed: true });
  }
}

/** Since when speech is heard by the onset detector; null while none is. */
export class OnsetSlice extends Slice<number | null> {
  hear(now: number): void {
    if (this.value === null) this.replace(now);
  }

  end(): void {
    this.replace(null);
  }
}
