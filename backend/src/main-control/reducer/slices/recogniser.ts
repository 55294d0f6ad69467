import { isSameSpeech, type LateTranscriptOptions } from '../../policies/late-transcripts.js';
import { Slice } from './slice.js';

/** Speech that was handled before its transcript came. */
export interface LateTranscript {
  /** Its words as far as known; '' if unknown, which matches any transcript. */
  readonly words: string;
  /** The user is still saying it, so its partials still come. */
  readonly open: boolean;
  /** A transcript after this is new speech. */
  readonly until: number;
}

export interface RecogniserState {
  /** A transcript timed out and the recogniser has sent nothing since. */
  readonly silent: boolean;
  /** When the user was last told about a failure. */
  readonly warnedAt: number;
  readonly lateTranscripts: readonly LateTranscript[];
}

/** The transcripts that the recogniser still owes, and whether it works. */
export class RecogniserSlice extends Slice<RecogniserState> {
  /** The recogniser sent something. */
  heard(): void {
    if (this.value.silent) this.#change({ silent: false });
  }

  timedOut(): void {
    this.#change({ silent: true });
  }

  warned(now: number): void {
    this.#change({ warnedAt: now });
  }

  /** The recogniser failed, so it owes nothing any more. */
  failed(now: number): void {
    this.#change({ lateTranscripts: [], warnedAt: now });
  }

  /** @param open whether the user is still saying it */
  expectLate(
    words: string,
    open: boolean,
    now: number,
    { maxAgeMs, maxWaiting }: LateTranscriptOptions,
  ): void {
    const late = { words, open, until: now + maxAgeMs };
    this.#change({ lateTranscripts: [...this.value.lateTranscripts, late].slice(-maxWaiting) });
  }

  /** The user starts saying something new. */
  endOpenLate(): void {
    this.#change({ lateTranscripts: this.value.lateTranscripts.map((late) => ({ ...late, open: false })) });
  }

  /** Keeps the words of a partial of handled speech. @returns whether it was one */
  takeLatePartial(text: string, now: number): boolean {
    const { lateTranscripts } = this.value;
    const at = lateTranscripts.findIndex(({ open, until }) => open && now < until);
    if (at < 0) return false;
    this.#change({ lateTranscripts: lateTranscripts.with(at, { ...lateTranscripts[at]!, words: text }) });
    return true;
  }

  /** @returns whether a transcript that may still change belongs to speech that was already handled */
  isLate(text: string, now: number, options: LateTranscriptOptions): boolean {
    return this.#indexOfLate(text, now, options) >= 0;
  }

  /** Forgets the handled speech of a final transcript, and all before it. @returns whether it was one */
  takeLateFinal(text: string, now: number, options: LateTranscriptOptions): boolean {
    const { lateTranscripts } = this.value;
    if (lateTranscripts.length === 0) return false;
    const at = this.#indexOfLate(text, now, options);
    this.#change({ lateTranscripts: lateTranscripts.slice(at + 1).filter(({ until }) => now < until) });
    return at >= 0;
  }

  #indexOfLate(text: string, now: number, options: LateTranscriptOptions): number {
    return this.value.lateTranscripts.findIndex(
      ({ words, until }) => now < until && isSameSpeech(words, text, options),
    );
  }

  #change(changes: Partial<RecogniserState>): void {
    this.replace({ ...this.value, ...changes });
  }
}
