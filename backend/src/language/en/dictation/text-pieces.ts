import type { Mark } from './marks.js';

interface Piece {
  text: string;
  /** Touches what stands before or after it. */
  left: boolean;
  right: boolean;
  keepsCase?: boolean;
  /** A mark of the recogniser's own, which a mark that was said replaces. */
  isWritten?: true;
}

interface WordOptions {
  /** Its case is meant. */
  asItIs?: boolean;
  /** Without the capital that the recogniser gave it. */
  lowers?: boolean;
  /** The same, if a sentence that the recogniser ended goes on. */
  mayLower?: boolean;
}

/** Puts words and marks together: spaces, capitals after the end of a sentence, no mark twice. */
export class TextPieces {
  /** The case of the next word, if it was said. */
  nextCase: 'capital' | 'upper' | null = null;
  readonly #pieces: Piece[] = [];
  #beginsSentence = false;
  /** The recogniser took a pause for the end of the sentence. */
  #goesOn = false;
  #joins: boolean;
  #startsJoined = false;

  /** @param joins whether the first word joins what stands before it in the field */
  constructor(joins: boolean) {
    this.#joins = joins;
  }

  get isEmpty(): boolean {
    return this.#pieces.length === 0;
  }

  /** Whether a sentence or a line was just ended by a mark that was said. */
  get isAfterEnd(): boolean {
    return this.#beginsSentence;
  }

  get text(): string {
    return this.#pieces
      .map(({ text, left }, i) => (i === 0 || left || this.#pieces[i - 1]!.right ? text : ` ${text}`))
      .join('');
  }

  /** Whether the case of the first word is meant. */
  get keepsCase(): boolean {
    return this.#pieces[0]?.keepsCase === true;
  }

  /** Whether "no space" was said before the first word. */
  get joinsBefore(): boolean {
    return this.#startsJoined;
  }

  /** Whether it was said last. */
  get joinsAfter(): boolean {
    return this.#joins;
  }

  join(): void {
    this.#dropWritten(/./);
    this.#joins = true;
  }

  word(text: string, { asItIs = false, lowers = false, mayLower = false }: WordOptions): void {
    if (text === '') return;
    let cased = text;
    if (!asItIs) {
      if (lowers || (mayLower && this.#goesOn)) cased = lowered(cased);
      if (/^i(?:['’](?:m|ll|ve|d|s))?$/.test(cased)) cased = capitalised(cased);
      if (this.#beginsSentence || this.nextCase === 'capital') cased = capitalised(cased);
      if (this.nextCase === 'upper') cased = cased.toUpperCase();
    }
    this.nextCase = null;
    this.#push({ text: cased, left: this.#joins, right: false, keepsCase: asItIs });
    this.#beginsSentence = this.#goesOn = false;
  }

  /** @param endedThere whether the recogniser ended a sentence at the mark's name */
  mark({ text, kind }: Pick<Mark, 'text' | 'kind'>, endedThere: boolean): void {
    const dropped = this.#dropWritten(kind === 'line' ? /[,;:]/ : /./);
    const left = kind !== 'open' && kind !== 'apart';
    const right = kind === 'open' || kind === 'join' || kind === 'line';
    this.#push({ text, left: left || this.#joins, right });
    this.#beginsSentence = kind === 'end' || kind === 'line' || (kind === 'open' && this.#beginsSentence);
    this.#goesOn = !this.#beginsSentence && (endedThere || /[.?!]/.test(dropped));
  }

  /** Punctuation of the recogniser's own after a word. */
  written(trail: string): void {
    if (trail === '' || this.isEmpty) return;
    this.#pieces.push({ text: trail, left: true, right: false, isWritten: true });
  }

  writtenBefore(lead: string): void {
    if (lead !== '') this.#push({ text: lead, left: this.#joins, right: true });
  }

  #push(piece: Piece): void {
    if (this.isEmpty) this.#startsJoined = this.#joins;
    this.#pieces.push(piece);
    this.#joins = false;
  }

  /** @returns what was dropped */
  #dropWritten(which: RegExp): string {
    const last = this.#pieces.at(-1);
    if (!last?.isWritten || !which.test(last.text)) return '';
    this.#pieces.pop();
    return last.text;
  }
}

const capitalised = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
const lowered = (word: string): string => word.charAt(0).toLowerCase() + word.slice(1);
