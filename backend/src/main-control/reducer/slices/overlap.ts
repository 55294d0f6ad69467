import { Slice } from './slice.js';

/** The user's speech over an answer while it is unclear what the user said. */
export interface Overlap {
  readonly startedAt: number;
  readonly audible: boolean;
  /** The words recognised so far; '' if there are none or they are an echo. */
  readonly words: string;
  /** The transcript of the speech so far is final. */
  readonly transcribed: boolean;
  /** They are surely a command about the page. */
  readonly isCommand: boolean;
}

export class OverlapSlice extends Slice<Overlap | null> {
  /** @param audible for a new overlap: whether the user is still speaking */
  open(startedAt: number, audible: boolean): void {
    if (!this.value) this.replace({ startedAt, audible, words: '', transcribed: false, isCommand: false });
  }

  close(): void {
    this.replace(null);
  }

  setAudible(audible: boolean): void {
    if (this.value) this.replace({ ...this.value, audible });
  }

  setWords(words: string, transcribed: boolean, isCommand: boolean): void {
    if (this.value) this.replace({ ...this.value, words, transcribed, isCommand });
  }

  /** The recogniser failed, so no end of speech and no transcript will come. */
  abandon(): void {
    if (this.value) this.replace({ ...this.value, audible: false, transcribed: true });
  }
}

/** When the onset detector first heard the current speech; null if it hears none. */
export class OnsetSlice extends Slice<number | null> {
  hear(now: number): void {
    if (this.value === null) this.replace(now);
  }

  end(): void {
    this.replace(null);
  }
}
