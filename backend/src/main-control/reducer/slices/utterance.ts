import type { Certainty, HeardWords } from '../../policies/heard-command.js';
import type { OpenQuestion } from './open-question.js';
import { Slice } from './slice.js';

/** What the user is saying, from the start of speech to the end of the turn. */
export interface Utterance {
  /** Set when the first words arrive, so that noise does not use up a turn. */
  readonly turnId: number | null;
  /** According to the speech gate or the push-to-talk key. */
  readonly speaking: boolean;
  /** When its first speech began. */
  readonly startedAt: number;
  /** When its last stretch of speech began. */
  readonly speechStartedAt: number;
  /** The end of the last stretch of speech; null during the first one. */
  readonly speechEndedAt: number | null;
  /** The end of the stretch before the last one. */
  readonly previousEndedAt: number | null;
  /** Number of ended stretches of speech whose final transcript is still due. */
  readonly pendingFinals: number;
  /** The question that this continues; '' if there is none. */
  readonly continued: string;
  /** Final transcripts. */
  readonly segments: readonly string[];
  readonly partial: string;
  /** The newest segment that is a command about the page. */
  readonly command: HeardWords | null;
  /** Some of the words are a command that may have been another one. */
  readonly isDoubtful: boolean;
  /** Some of the words were never said to be final. */
  readonly isGuessed: boolean;
  /** When the partial last changed. */
  readonly partialSince: number;
  /** When the newest final transcript arrived. */
  readonly finalAt: number | null;
  /** Push-to-talk: the key was released. */
  readonly released: boolean;
  /** The utterance stopped an answer. */
  readonly interrupting: boolean;
  /** Said at the end of the turn if it is only a stop; '' for nothing. */
  readonly stopped: string;
  /** Number of answers started before the turn ended. */
  readonly speculations: number;
}

/** @returns all words known so far, after the question that they continue */
export const wordsSoFar = ({ continued, segments, partial }: Utterance): string =>
  [continued, ...segments, partial]
    .filter((part) => part !== '')
    .join(' ')
    .trim();

/** @returns how certain words are: those of a command only where nothing else was said */
export const certaintyOf = ({ command }: Utterance, words: string): Certainty =>
  command?.text === words ? command.certainty : 'ordinary';

export class UtteranceSlice extends Slice<Utterance | null> {
  /** @throws Error if there is no utterance */
  get current(): Utterance {
    if (!this.value) throw new Error('There is no utterance.');
    return this.value;
  }

  /** Begins an utterance if there is none. */
  open(startedAt: number): void {
    if (!this.value)
      this.replace({ ...EMPTY, startedAt, speechStartedAt: startedAt, partialSince: startedAt });
  }

  close(): void {
    this.replace(null);
  }

  startSpeech(startedAt: number): void {
    this.open(startedAt);
    this.#change({ speaking: true, speechStartedAt: startedAt, partial: '' });
  }

  /** @param transcriptOwed whether the recogniser will send a final transcript for it */
  endSpeech(endedAt: number, transcriptOwed: boolean): void {
    const { speechEndedAt, pendingFinals } = this.current;
    this.#change({
      speaking: false,
      previousEndedAt: speechEndedAt,
      speechEndedAt: endedAt,
      pendingFinals: pendingFinals + (transcriptOwed ? 1 : 0),
    });
  }

  /** The recogniser failed, so no end of speech and no transcript will come. */
  abandonSpeech(): void {
    this.#change({ speaking: false, pendingFinals: 0 });
  }

  setReleased(released: boolean): void {
    if (this.value) this.#change({ released });
  }

  setInterrupting(): void {
    if (this.value) this.#change({ interrupting: true });
  }

  setStopped(stopped: string): void {
    if (this.value) this.#change({ stopped });
  }

  setPartial(text: string, now: number): void {
    const partialSince = this.current.partial === text ? this.current.partialSince : now;
    this.#change({ partial: text, partialSince });
  }

  /** @param heard '' if the sound had no words */
  addFinal(heard: HeardWords, now: number): void {
    const { text, certainty } = heard;
    const { pendingFinals, segments, previousEndedAt } = this.current;
    const speechEndedAt = this.current.speechEndedAt ?? now;
    this.#change({ speechEndedAt, pendingFinals: Math.max(0, pendingFinals - 1), partial: '' });
    if (certainty !== 'ordinary') this.#change({ command: heard });
    if (certainty === 'doubtful' || heard.isDisputed) this.#change({ isDoubtful: true });
    if (text !== '') this.#change({ segments: [...segments, text], finalAt: now });
    // The sound does not delay the end of the turn.
    else if (previousEndedAt !== null) this.#change({ speechEndedAt: previousEndedAt });
  }

  /** Uses the partial instead of the final transcript that did not come. @returns the partial */
  expirePendingFinals(): string {
    const { partial, segments } = this.current;
    this.#change({ pendingFinals: 0, partial: '' });
    if (partial !== '') this.#change({ segments: [...segments, partial], isGuessed: true });
    return partial;
  }

  /** A recogniser that ends turns itself sends the words of the whole turn. @param isGuessed it may take them back */
  replaceWords(text: string, now: number, isGuessed: boolean): void {
    const speechEndedAt = this.current.speechEndedAt ?? now;
    this.#change({ segments: [text.trim()], partial: '', command: null, speechEndedAt, isGuessed });
  }

  /** A recogniser that ends turns itself has ended this one. */
  finish(now: number, hasWords: boolean): void {
    this.#change({ pendingFinals: 0, ...(hasWords && { finalAt: now }) });
  }

  /** The turn goes on after all. The next partial repeats the words said so far. */
  reopen(): void {
    const { segments, partial } = this.current;
    this.#change({
      partial: [...segments, partial].filter(Boolean).join(' '),
      segments: [],
      command: null,
      speechEndedAt: null,
    });
  }

  setTurn(turnId: number): void {
    this.#change({ turnId });
  }

  continueQuestion({ text, isDoubtful }: Pick<OpenQuestion, 'text' | 'isDoubtful'>): void {
    this.#change({ continued: text, isDoubtful: isDoubtful || this.current.isDoubtful });
  }

  /** Drops the words so far, which belong to no turn. */
  discardWords(): void {
    const { speaking, pendingFinals, speechStartedAt } = this.current;
    if (!speaking && pendingFinals === 0) return this.close();
    this.#change({
      startedAt: speechStartedAt,
      speculations: 0,
      turnId: null,
      continued: '',
      segments: [],
      partial: '',
      command: null,
      isDoubtful: false,
      isGuessed: false,
    });
  }

  countSpeculation(): void {
    this.#change({ speculations: this.current.speculations + 1 });
  }

  #change(changes: Partial<Utterance>): void {
    this.replace({ ...this.current, ...changes });
  }
}

const EMPTY: Utterance = {
  turnId: null,
  speaking: false,
  startedAt: 0,
  speechStartedAt: 0,
  speechEndedAt: null,
  previousEndedAt: null,
  pendingFinals: 0,
  continued: '',
  segments: [],
  partial: '',
  command: null,
  isDoubtful: false,
  isGuessed: false,
  partialSince: 0,
  finalAt: null,
  released: false,
  interrupting: false,
  stopped: '',
  speculations: 0,
};
