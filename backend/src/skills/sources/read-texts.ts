import { indexText, passageOf, type IndexedText, type Passage, type ReadText } from './passage.js';

/** An article has about 20 parts, and two of them may be compared. */
const MAX_TEXTS = 40;
const MAX_ALL_CHARS = 500_000;

/** The texts that were read in a session, in which the passage of an answer is found. Never logged or recorded. */
export class ReadTexts {
  /** The newest last. */
  #texts: { text: ReadText; index?: IndexedText }[] = [];

  add(text: ReadText): void {
    if (text.text.trim() === '') return;
    const others = this.#texts.filter((known) => !isSame(known.text, text));
    this.#texts = [...others, { text }].slice(-MAX_TEXTS);
    let chars = this.#texts.reduce((sum, each) => sum + each.text.text.length, 0);
    while (chars > MAX_ALL_CHARS && this.#texts.length > 1) chars -= this.#texts.shift()!.text.text.length;
  }

  /** @returns where an answer comes from; undefined if no text has it */
  passageFor(answer: string, question: string): Passage | undefined {
    return passageOf(
      answer,
      question,
      this.#texts.map((each) => (each.index ??= indexText(each.text))),
    );
  }

  clear(): void {
    this.#texts = [];
  }
}

const isSame = (a: ReadText, b: ReadText): boolean =>
  a.tab === b.tab && a.title === b.title && a.text === b.text;
