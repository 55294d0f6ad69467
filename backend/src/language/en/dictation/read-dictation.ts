/** Makes text and edits of dictated English: marks by their names, capitals, spelling, and commands. */
import type { DictationMode, DictationStep, ReadDictation } from '../../dictation.js';
import {
  AFTER_NO_SPACE,
  BEFORE_ENDINGS,
  BEFORE_NO_SPACE,
  BEFORE_SPELL,
  CAP_IS_A_THING,
  ENDINGS,
  INLINE_CAPS,
  LONGEST_COMMAND,
  NEVER_NAMES,
  NOT_CAPPED,
  WHOLE_COMMANDS,
} from './commands.js';
import { lettersOf } from './letters.js';
import { CLAUSE_STARTERS, LONGEST_NAME, MARKS, NAMES_A_THING, QUOTE_ENDS, type Mark } from './marks.js';
import { TextPieces } from './text-pieces.js';

/** A word with the punctuation that the recogniser put around it. */
interface Token {
  lead: string;
  word: string;
  low: string;
  trail: string;
}

export const readEnglishDictation: ReadDictation = (words, mode) => new Reading(words, mode).read();

class Reading {
  readonly #tokens: Token[];
  readonly #steps: DictationStep[] = [];
  #pieces: TextPieces;
  #allCaps: boolean;

  constructor(words: string, mode: DictationMode) {
    this.#tokens = words.split(/\s+/).flatMap(tokenOf);
    this.#allCaps = mode.allCaps;
    this.#pieces = new TextPieces(mode.joins);
  }

  read(): { steps: DictationStep[]; mode: DictationMode } {
    for (let at = 0; at < this.#tokens.length;) at += this.#take(at);
    const joins = this.#flush();
    return { steps: this.#steps, mode: { allCaps: this.#allCaps, joins } };
  }

  /** @returns how many tokens were used */
  #take(at: number): number {
    return (
      this.#wholeCommand(at) ||
      this.#ending(at) ||
      this.#inlineCaps(at) ||
      this.#capped(at) ||
      this.#spelled(at) ||
      this.#noSpace(at) ||
      this.#quote(at) ||
      this.#mark(at) ||
      this.#word(at)
    );
  }

  #wholeCommand(at: number): number {
    const begins = at === 0 || this.#endsSentence(at - 1) || this.#pieces.isAfterEnd;
    if (!begins) return 0;
    const start = this.#tokens[at]!.low === 'please' || this.#tokens[at]!.low === 'okay' ? at + 1 : at;
    for (let length = LONGEST_COMMAND; length > 0; length--) {
      const command = WHOLE_COMMANDS.get(this.#said(start, length));
      let next = start + length;
      if (!command || next > this.#tokens.length) continue;
      if (this.#tokens[next]?.low === 'please') next++;
      const isLast = next === this.#tokens.length;
      if (!isLast && (command === 'stop' || !/[.?!,;]/.test(this.#tokens[next - 1]!.trail))) continue;
      this.#carryOut(command);
      return next - at;
    }
    return 0;
  }

  /** "See you tomorrow stop dictating" */
  #ending(at: number): number {
    if (!ENDINGS.has(this.#said(at, 2)) || this.#isReported(at)) return 0;
    const rest = this.#tokens.slice(at + 2);
    if (rest.length > 1 || (rest.length === 1 && rest[0]!.low !== 'please')) return 0;
    this.#carryOut('stop');
    return 2 + rest.length;
  }

  /** "He might soon stop dictating" is text; "thank you stop dictating" is not. */
  #isReported(at: number): boolean {
    return BEFORE_ENDINGS.has(this.#before(at)) && this.#said(at - 2, 2) !== 'thank you';
  }

  #carryOut(command: 'stop' | 'scratch' | 'undo' | 'caps_on' | 'caps_off'): void {
    if (command === 'caps_on' || command === 'caps_off') {
      this.#allCaps = command === 'caps_on';
      return;
    }
    this.#flush();
    // What was said in the same breath is not there yet.
    if (command === 'scratch' && this.#steps.at(-1)?.type === 'insert') this.#steps.pop();
    else this.#steps.push({ type: command });
  }

  #inlineCaps(at: number): number {
    const on = INLINE_CAPS.get(this.#said(at, 3));
    if (on === undefined) return 0;
    this.#allCaps = on;
    return 3;
  }

  /** "cap hello", "capital h", "all caps hello" */
  #capped(at: number): number {
    const next = (offset: number) => this.#tokens[at + offset];
    if (this.#said(at, 2) === 'all caps' && next(2)) {
      this.#pieces.nextCase = 'upper';
      return 2;
    }
    const { low } = this.#tokens[at]!;
    if (!/^(?:cap|caps)$/.test(low) || !next(1) || NOT_CAPPED.has(next(1)!.low)) return 0;
    if (this.#isThing(at) || CAP_IS_A_THING.has(this.#before(at))) return 0;
    this.#pieces.nextCase = 'capital';
    return 1;
  }

  #spelled(at: number): number {
    if (this.#tokens[at]!.low !== 'spell' || BEFORE_SPELL.has(this.#before(at))) return 0;
    const count = this.#spelledFrom(at + 1, true) ?? this.#spelledFrom(at + 1, false) ?? 0;
    const isAll = at + 1 + count === this.#tokens.length;
    if (count === 0 || (count === 1 && !isAll)) return 0;
    const bySound = isAll;
    let text = '';
    let isCapital = false;
    for (const { word, low } of this.#tokens.slice(at + 1, at + 1 + count)) {
      if (isCapitalWord(low)) isCapital = true;
      else {
        const letters = lettersOf(word, bySound) ?? '';
        text += isCapital || this.#allCaps ? letters.toUpperCase() : letters;
        isCapital = false;
      }
    }
    this.#pieces.word(text, { asItIs: true });
    if (!isAll) this.#pieces.written(this.#tokens[at + count]!.trail);
    return count + 1;
  }

  /** @returns how many tokens are letters from there; undefined if all that follows must be and is not */
  #spelledFrom(at: number, all: boolean): number | undefined {
    const rest = this.#tokens.slice(at);
    const other = rest.findIndex(
      ({ word, low }, i) =>
        lettersOf(word, all) === undefined && !(isCapitalWord(low) && i + 1 < rest.length),
    );
    if (other < 0) return rest.length;
    return all ? undefined : other;
  }

  #noSpace(at: number): number {
    if (this.#said(at, 2) !== 'no space') return 0;
    if (BEFORE_NO_SPACE.has(this.#before(at)) || AFTER_NO_SPACE.has(this.#tokens[at + 2]?.low ?? ''))
      return 0;
    this.#pieces.join();
    return 2;
  }

  /** A lone "quote" begins a quotation only if its end is said, too. */
  #quote(at: number): number {
    if (this.#tokens[at]!.low !== 'quote' || this.#isThing(at)) return 0;
    const rest = this.#tokens.slice(at + 2).map(({ low }) => low);
    const ends = rest.some((word, i) =>
      QUOTE_ENDS.some((end) => end === word || end === `${word} ${rest[i + 1]}`),
    );
    if (!ends) return 0;
    this.#pieces.mark({ text: '"', kind: 'open' }, false);
    return 1;
  }

  #mark(at: number): number {
    for (let length = LONGEST_NAME; length > 0; length--) {
      const mark = MARKS.get(this.#said(at, length));
      if (!mark || !this.#isMark(mark, at, length)) continue;
      const { trail } = this.#tokens[at + length - 1]!;
      this.#pieces.mark(mark, /[.?!]/.test(trail));
      // The recogniser's own full stop after a bracket or a quotation ends the sentence.
      const keepsEnd =
        mark.kind === 'close' && /[\])"%]/.test(mark.text) && at + length === this.#tokens.length;
      if (keepsEnd) this.#pieces.written(trail);
      return length;
    }
    return 0;
  }

  #isMark(mark: Mark, at: number, length: number): boolean {
    // "Open quote no close quote": a determiner may be what was quoted.
    const isThing = mark.isPair ? /^(?:an?|the)$/.test(this.#before(at)) : this.#isThing(at);
    if (isThing) return false;
    // "It is late period new line": no period is followed by a new line.
    if (MARKS.get(this.#said(at + length, 2))?.kind === 'line') return true;
    const before = this.#endsSentence(at - 1) ? '' : this.#before(at);
    if (mark.notAfter?.has(before)) return false;
    const next = this.#tokens[at + length];
    if (!next || this.#endsSentence(at + length - 1)) return true;
    if (mark.notBefore?.has(next.low)) return false;
    if (!mark.beforeClause) return true;
    return (
      /^\p{Lu}/u.test(next.word) ||
      CLAUSE_STARTERS.has(next.low) ||
      this.#namesMark(at + length) ||
      isCommandWord(next.low)
    );
  }

  #namesMark(at: number): boolean {
    for (let length = LONGEST_NAME; length > 0; length--) if (MARKS.has(this.#said(at, length))) return true;
    return WHOLE_COMMANDS.has(this.#said(at, 2));
  }

  #word(at: number): 1 {
    const { lead, word, trail } = this.#tokens[at]!;
    const isFirst = at === 0 || this.#pieces.isEmpty;
    this.#pieces.writtenBefore(lead);
    this.#pieces.word(this.#allCaps ? word.toUpperCase() : word, {
      lowers: isFirst && isNeverName(word),
      mayLower: isNeverName(word),
    });
    this.#pieces.written(trail);
    return 1;
  }

  /** "a comma": the word before makes it a thing, unless a sentence or a mark ends there. */
  #isThing(at: number): boolean {
    return !this.#endsSentence(at - 1) && NAMES_A_THING.has(this.#before(at));
  }

  #before(at: number): string {
    return this.#tokens[at - 1]?.low ?? '';
  }

  #endsSentence(at: number): boolean {
    return /[.?!]/.test(this.#tokens[at]?.trail ?? '');
  }

  /** @returns '' if there are not so many words */
  #said(at: number, length: number): string {
    if (at + length > this.#tokens.length) return '';
    return this.#tokens
      .slice(at, at + length)
      .map(({ low }) => low)
      .join(' ');
  }

  /** Ends the text so far. @returns whether what follows joins it */
  #flush(): boolean {
    const { text, joinsBefore, joinsAfter, keepsCase } = this.#pieces;
    const how = {
      ...(joinsBefore && { joins: true as const }),
      ...(keepsCase && { keepsCase: true as const }),
    };
    if (text !== '') this.#steps.push({ type: 'insert', text, ...how });
    this.#pieces = new TextPieces(false);
    return joinsAfter;
  }
}

const tokenOf = (written: string): Token[] => {
  const [, lead = '', word = '', trail = ''] =
    /^([(["'“‘¿¡]*)(.*?)([.,;:!?…)\]"'”’]*)$/su.exec(written) ?? [];
  return written === '' ? [] : [{ lead, word, low: word.toLowerCase().replaceAll('’', "'"), trail }];
};

const isCapitalWord = (low: string): boolean => low === 'capital' || low === 'cap';
const isCommandWord = (low: string): boolean => /^(?:cap|caps|spell|quote)$/.test(low);
const isNeverName = (word: string): boolean =>
  /^\p{Lu}[\p{Ll}'’]*$/u.test(word) && NEVER_NAMES.has(word.toLowerCase().replaceAll('’', "'"));
