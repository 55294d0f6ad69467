import { PLAIN_DICTATION, type DictationMode } from '../../../language/dictation.js';
import { Slice } from './slice.js';

/** What the user dictates, and what of it is still to come. */
export interface Dictation {
  readonly speaking: boolean;
  /** When the newest speech began. */
  readonly speechStartedAt: number;
  /** Number of ended stretches of speech whose transcript is still due. */
  readonly owed: number;
  /** The words so far of what is being said. */
  readonly partial: string;
  /** The turn under which they are shown; null if none are. */
  readonly turnId: number | null;
  /** The newest final, as the recogniser wrote it; '' after new speech. */
  readonly lastFinal: string;
  readonly mode: DictationMode;
  /** The user has ended it, and what was said before is still being recognised. */
  readonly ending: boolean;
}

export class DictationSlice extends Slice<Dictation | null> {
  /** @throws Error if nothing is dictated */
  get current(): Dictation {
    if (!this.value) throw new Error('Nothing is dictated.');
    return this.value;
  }

  /** Whether the user is saying something, or its transcript is still due. */
  get isHearing(): boolean {
    return this.value !== null && (this.value.speaking || this.value.owed > 0 || this.value.turnId !== null);
  }

  /** @param heard speech that has begun already */
  begin(heard: Pick<Dictation, 'speaking' | 'speechStartedAt' | 'owed'>): void {
    this.replace({ ...EMPTY, ...heard });
  }

  startSpeech(startedAt: number): void {
    this.#change({ speaking: true, speechStartedAt: startedAt, lastFinal: '' });
  }

  endSpeech(): void {
    if (this.current.speaking) this.#change({ speaking: false, owed: this.current.owed + 1 });
  }

  show(partial: string, turnId: number): void {
    this.#change({ partial, turnId });
  }

  /** @param isEndOfTurn from a recogniser that ends turns itself: nothing else is due */
  transcribed(final: string, isEndOfTurn: boolean): void {
    const owed = isEndOfTurn ? 0 : Math.max(0, this.current.owed - 1);
    this.#change({ owed, partial: '', turnId: null, lastFinal: final.trim() });
  }

  /** The recogniser failed: nothing more comes of what was said. */
  abandonSpeech(): void {
    this.#change({ speaking: false, owed: 0 });
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

const EMPTY: Dictation = {
  speaking: false,
  speechStartedAt: 0,
  owed: 0,
  partial: '',
  turnId: null,
  lastFinal: '',
  mode: PLAIN_DICTATION,
  ending: false,
};
