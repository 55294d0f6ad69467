import { isSameSpeech, type LateTranscriptOptions } from '../../policies/late-transcripts.js';
import { Slice } from './slice.js';

/** Speech that was dealt with before its transcript came. */
export interface LateTranscript {
  /** What was known of its words; '' for nothing, so that any transcript may be its own. */
  readonly words: string;
  /** The user still says it, so that partials of it come. */
  readonly open: boolean;
  /** A transcript after this is new speech. */
  readonly until: number;
}

export interface RecogniserState {
  /** A transcript did not come in time, and the recogniser has sent nothing since. */
  readonly silent: boolean;
  /** When the user was last told of a failure. */
  readonly warnedAt: number;
  readonly lateTranscripts: readonly LateTranscript[];
}

/** What the recogniser still owes, and whether it works. */
export class RecogniserSlice extends Slice<RecogniserState> {
  /** It sent something. */
  heard(): void {
    if (this.value.silent) this.#change({ silent: false });
  }

  timedOut(): void {
    this.#change({ silent: true });
  }

  warned(now: number): void {
    this.#change({ warnedAt: now });
  }

  /** It failed: nothing is owed any more. */
  failed(now: number): void {
    this.#change({ lateTranscripts: [], warnedAt: now });
  }

  /** @param open whether the user still says it */
  expectLate(words: string, open: boolean, now: number, { maxAgeMs, maxOpen }: LateTranscriptOptions): void {
    const late = { words, open, until: now + maxAgeMs };
    this.#change({ lateTranscripts: [...this.value.lateTranscripts, late].slice(-maxOpen) });
  }

  /** The user begins to say something new. */
  endOpenLate(): void {
    this.#change({ lateTranscripts: this.value.lateTranscripts.map((late) => ({ ...late, open: false })) });
  }

  /** @returns whether a partial belongs to speech that was dealt with; its words are noted */
  isLatePartial(text: string, now: number): boolean {
    const { lateTranscripts } = this.value;
    const at = lateTranscripts.findIndex(({ open, until }) => open && now < until);
    if (at < 0) return false;
    this.#change({ lateTranscripts: lateTranscripts.with(at, { ...lateTranscripts[at]!, words: text }) });
    return true;
  }

  /** @returns whether a transcript that may still change belongs to speech that was dealt with */
  isLate(text: string, now: number, options: LateTranscriptOptions): boolean {
    return this.#indexOfLate(text, now, options) >= 0;
  }

  /** @returns whether a final transcript belongs to speech that was dealt with; that, and all before it, is forgotten */
  isLateFinal(text: string, now: number, options: LateTranscriptOptions): boolean {
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
