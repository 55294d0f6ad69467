import { hasPartialIn, isSameSpeech, type LateTranscriptOptions } from '../../policies/late-transcripts.js';
import { Slice } from './slice.js';

/** Speech that was handled before its transcript came. */
export interface LateTranscript {
  /** Its words as far as known; '' if unknown, which matches any transcript. */
  readonly words: string;
  /** The user is still saying it, so its partials still come. */
  readonly open: boolean;
  /** A transcript after this is new speech. */
  readonly until: number;
  /** It was dictated, and its words so far were written, or none were known. */
  readonly dictated?: 'written' | 'unwritten';
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
    dictated?: LateTranscript['dictated'],
  ): void {
    const late = { words, open, until: now + maxAgeMs, ...(dictated && { dictated }) };
    this.#change({ lateTranscripts: [...this.value.lateTranscripts, late].slice(-maxWaiting) });
  }

  /** What was dictated may be transcribed twice. */
  expectRepeated(final: string, now: number, options: LateTranscriptOptions): void {
    if (final === '') return;
    this.expectLate(final, false, now, { ...options, maxAgeMs: options.repeatedWithinMs }, 'written');
  }

  /** What was dictated and is not known does not come any more. */
  forgetUnwritten(): void {
    const { lateTranscripts } = this.value;
    this.#change({ lateTranscripts: lateTranscripts.filter(({ dictated }) => dictated !== 'unwritten') });
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

  /**
   * Forgets the handled speech of a final transcript, and all before it, except for what was written: twice would be seen.
   * @returns it; undefined if it is of new speech
   */
  takeLateFinal(text: string, now: number, options: LateTranscriptOptions): LateTranscript | undefined {
    const { lateTranscripts } = this.value;
    if (lateTranscripts.length === 0) return undefined;
    const at = this.#indexOfLate(text, now, options);
    const isOwed = ({ until, dictated }: LateTranscript, i: number) =>
      now < until && (i > at || (i < at && dictated === 'written'));
    this.#change({ lateTranscripts: lateTranscripts.filter(isOwed) });
    const late = lateTranscripts[at];
    if (late?.dictated) this.expectRepeated(text, now, options);
    return late;
  }

  /** @returns the handled speech of a final transcript; undefined if it is of new speech */
  lateOf(text: string, now: number, options: LateTranscriptOptions): LateTranscript | undefined {
    return this.value.lateTranscripts[this.#indexOfLate(text, now, options)];
  }

  #indexOfLate(text: string, now: number, options: LateTranscriptOptions): number {
    const { lateTranscripts } = this.value;
    const isOf = (late: LateTranscript) => now < late.until && isOfSpeech(late, text, options);
    // Words that are known say more than that none are.
    const known = lateTranscripts.findIndex((late) => late.words !== '' && isOf(late));
    return known >= 0 ? known : lateTranscripts.findIndex(isOf);
  }

  #change(changes: Partial<RecogniserState>): void {
    this.replace({ ...this.value, ...changes });
  }
}

/** Dictated words are lost if a transcript is taken for that of other speech: so more of them must be in it. */
function isOfSpeech(
  { words, dictated }: LateTranscript,
  text: string,
  options: LateTranscriptOptions,
): boolean {
  if (dictated === 'unwritten') return true;
  return dictated ? hasPartialIn(words, text, options) : isSameSpeech(words, text, options);
}
