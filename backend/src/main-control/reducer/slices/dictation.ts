import { PLAIN_DICTATION, type DictationMode } from '../../../language/dictation.js';
import { hasPartialIn, type LateTranscriptOptions } from '../../policies/late-transcripts.js';
import { Slice } from './slice.js';

/** An ended stretch of speech whose transcript is due. */
export interface DueTranscript {
  readonly startedAt: number;
  /** Its words so far; '' if none are known. */
  readonly words: string;
  /** It does not come any more after this. */
  readonly until: number;
}

/** What the user dictates, and what of it is still to come. */
export interface Dictation {
  readonly speaking: boolean;
  /** When the newest speech began, or the turn that it goes on with. */
  readonly speechStartedAt: number;
  /** The oldest first. */
  readonly due: readonly DueTranscript[];
  /** The words so far of what is being said, or was heard without speech. */
  readonly partial: string;
  /** When the final of a partial without speech expires; null if none is awaited. */
  readonly partialUntil: number | null;
  /** The turn under which words are shown; null if none are. */
  readonly turnId: number | null;
  /** The newest final, as the recogniser wrote it; '' after new speech. */
  readonly lastFinal: string;
  readonly lastFinalAt: number;
  readonly mode: DictationMode;
  /** The user has ended it, and what was said before is still being recognised. */
  readonly ending: boolean;
}

/** A transcript, and what was said before it. */
export interface TakenTranscript {
  /** When its speech began. */
  startedAt: number;
  /** The words so far of what was said before it, whose transcripts cannot come any more. */
  missing: string[];
}

/** Whether the user says something that is dictated, or its transcript is still due. */
export function isHearing(dictation: Dictation | null): boolean {
  if (!dictation) return false;
  const { speaking, due, partialUntil, turnId } = dictation;
  return speaking || due.length > 0 || partialUntil !== null || turnId !== null;
}

export class DictationSlice extends Slice<Dictation | null> {
  /** @throws Error if nothing is dictated */
  get current(): Dictation {
    if (!this.value) throw new Error('Nothing is dictated.');
    return this.value;
  }

  get isHearing(): boolean {
    return isHearing(this.value);
  }

  /** Whether the transcript of words that begin this one is due. */
  isDue(final: string, options: LateTranscriptOptions): boolean {
    return this.current.due.some(({ words }) => hasPartialIn(words, final, options));
  }

  /** Whether words that are heard without speech repeat the newest transcript. */
  isAfterFinal(partial: string, options: LateTranscriptOptions): boolean {
    const { lastFinal } = this.current;
    return !this.isHearing && hasPartialIn(partial, lastFinal, options);
  }

  /** Whether a transcript repeats the newest one, and is of no other speech. */
  isRepeated(final: string, now: number, options: LateTranscriptOptions): boolean {
    const { due, partial, partialUntil, speaking, lastFinal, lastFinalAt } = this.current;
    if (final.trim() !== lastFinal || final.trim() === '') return false;
    if (now - lastFinalAt < options.repeatedWithinMs) return true;
    if (speaking) return false;
    const awaited = [...due.map(({ words }) => words), ...(partialUntil === null ? [] : [partial])];
    return awaited.every((words) => words !== '' && !hasPartialIn(words, final, options));
  }

  /** Remembers what the recogniser wrote. */
  transcribed(final: string, now: number): void {
    this.#change({ lastFinal: final.trim(), lastFinalAt: now });
  }

  /** Everything that was said and is not written yet, as far as it is known. */
  get wordsSoFar(): string {
    const { due, partial } = this.current;
    return [...due.map(({ words }) => words), partial].filter((part) => part !== '').join(' ');
  }

  /** When the next transcript that is due does not come any more; null if none is. */
  get dueUntil(): number | null {
    const { due, partialUntil } = this.current;
    const times = [due[0]?.until, partialUntil].filter((time) => typeof time === 'number');
    return times.length > 0 ? Math.min(...times) : null;
  }

  /** It goes on, though its end was asked for. */
  goOn(): void {
    this.#change({ ending: false });
  }

  /** @param heard speech that has begun already */
  begin(heard: Pick<Dictation, 'speaking' | 'speechStartedAt' | 'due'>): void {
    this.replace({ ...EMPTY, ...heard });
  }

  startSpeech(at: number): void {
    const { partial, speechStartedAt } = this.current;
    const startedAt = partial === '' ? at : speechStartedAt;
    this.#change({ speaking: true, speechStartedAt: startedAt, partialUntil: null, lastFinal: '' });
  }

  /**
   * @param until when what is due does not come any more
   * @param transcriptOwed whether a transcript of it is due; otherwise the recogniser ends the turn itself
   */
  endSpeech(until: number, transcriptOwed: boolean): void {
    const { speaking, due, partial: words, speechStartedAt: startedAt } = this.current;
    if (!speaking) return;
    if (!transcriptOwed) return this.#change({ speaking: false, partialUntil: until });
    this.#change({ speaking: false, due: [...due, { startedAt, words, until }], partial: '' });
  }

  /** @param until when the rest of words without speech does not come any more */
  hear(partial: string, until: number): void {
    const { speaking, due } = this.current;
    const last = due.at(-1);
    if (speaking) this.#change({ partial });
    else if (last) this.#change({ due: due.with(-1, { ...last, words: partial }) });
    else this.#change({ partial, partialUntil: until });
  }

  show(turnId: number): void {
    this.#change({ turnId });
  }

  hide(): void {
    this.#change({ turnId: null });
  }

  /** A transcript has come. */
  takeFinal(final: string, options: LateTranscriptOptions): TakenTranscript {
    const { due, speechStartedAt } = this.current;
    if (due.length === 0) {
      this.#change({ partial: '', partialUntil: null });
      return { startedAt: speechStartedAt, missing: [] };
    }
    // Transcripts come in order: what was said before words that begin this one is missing.
    const at = Math.max(
      0,
      due.findIndex(({ words }) => hasPartialIn(words, final, options)),
    );
    this.#change({ due: due.slice(at + 1) });
    this.forgetWords(final, options);
    return { startedAt: due[at]!.startedAt, missing: knownWords(due.slice(0, at)) };
  }

  /** The recogniser has ended the turn: nothing else is due. */
  takeEndOfTurn(final: string, options: LateTranscriptOptions): TakenTranscript {
    const { due, speechStartedAt } = this.current;
    this.#change({ due: [], partial: '', partialUntil: null });
    const missing = knownWords(due).filter((words) => !hasPartialIn(words, final, options));
    return { startedAt: due[0]?.startedAt ?? speechStartedAt, missing };
  }

  /** Clears partials that this final repeats. */
  forgetWords(written: string, options: LateTranscriptOptions): void {
    const { due, partial } = this.current;
    const left = (words: string) => (hasPartialIn(words, written, options) ? '' : words);
    this.#change({ due: due.map((each) => ({ ...each, words: left(each.words) })), partial: left(partial) });
  }

  /** @returns the words of what does not come any more, the oldest first; '' for what has none */
  expire(now: number, mostDue: number): string[] {
    const { due, partial, partialUntil } = this.current;
    const left = due.filter(({ until }) => until > now).slice(-mostDue);
    const expired = due.slice(0, due.length - left.length).map(({ words }) => words);
    this.#change({ due: left });
    if (partialUntil === null || partialUntil > now) return expired;
    this.#change({ partial: '', partialUntil: null });
    return partial === '' ? expired : [...expired, partial];
  }

  /** The recogniser failed: nothing more comes of what was said. */
  abandonSpeech(): void {
    this.#change({ speaking: false, due: [], partial: '', partialUntil: null });
  }

  setMode(mode: DictationMode): void {
    this.#change({ mode });
  }

  end(): void {
    this.#change({ ending: true });
  }

  close(): void {
    this.replace(null);
  }

  #change(changes: Partial<Dictation>): void {
    this.replace({ ...this.current, ...changes });
  }
}

const knownWords = (due: readonly DueTranscript[]): string[] =>
  due.map(({ words }) => words).filter((words) => words !== '');

const EMPTY: Dictation = {
  speaking: false,
  speechStartedAt: 0,
  due: [],
  partial: '',
  partialUntil: null,
  turnId: null,
  lastFinal: '',
  lastFinalAt: -Infinity,
  mode: PLAIN_DICTATION,
  ending: false,
};
