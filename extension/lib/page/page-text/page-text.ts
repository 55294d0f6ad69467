/** Text as people read it, and where each of its characters stands in the page. Offsets count UTF-16 units. */

/** `length` characters of the text from `at` on: those of the node from `start` on. */
export interface TextRun {
  at: number;
  node: Text;
  start: number;
  length: number;
}

export interface PageText {
  text: string;
  /** In the order of the text. Characters in between, such as line breaks between paragraphs, are in no node. */
  runs: readonly TextRun[];
}

/** Runs are joined where they touch: text grows by a character at a time. */
export class TextBuilder {
  #text = '';
  readonly #runs: TextRun[] = [];

  get length(): number {
    return this.#text.length;
  }

  get last(): string {
    return this.#text.at(-1) ?? '';
  }

  /** Adds characters that are in no node. */
  addSeparator(characters: string): void {
    this.#text += characters;
  }

  /** Adds `characters`, which stand for as many of the node from `start` on. */
  add(characters: string, node: Text, start: number): void {
    const at = this.#text.length;
    this.#text += characters;
    const run = this.#runs.at(-1);
    if (run?.node === node && run.start + run.length === start && run.at + run.length === at) {
      run.length += characters.length;
    } else {
      this.#runs.push({ at, node, start, length: characters.length });
    }
  }

  /** @returns what was added, without white space at its ends */
  build(): PageText {
    const from = this.#text.length - this.#text.trimStart().length;
    return slice({ text: this.#text, runs: this.#runs }, from, this.#text.trimEnd().length);
  }
}

/** @returns the part of a text from `from` to `to` */
export function slice({ text, runs }: PageText, from: number, to: number): PageText {
  return {
    text: text.slice(from, to),
    runs: overlapping(runs, from, to).map((run) => ({ ...run, at: run.at - from })),
  };
}

/** @returns the texts with `separator` between them */
export function joined(texts: readonly PageText[], separator: string): PageText {
  const runs: TextRun[] = [];
  let at = 0;
  for (const { text, runs: own } of texts) {
    for (const run of own) runs.push({ ...run, at: run.at + at });
    at += text.length + separator.length;
  }
  return { text: texts.map(({ text }) => text).join(separator), runs };
}

/** @returns the text without the parts that `pattern`, a global expression, matches */
export function without(text: PageText, pattern: RegExp): PageText {
  const parts: PageText[] = [];
  let from = 0;
  for (const { index, 0: match } of text.text.matchAll(pattern)) {
    parts.push(slice(text, from, index));
    from = index + match.length;
  }
  return from === 0 ? text : joined([...parts, slice(text, from, text.text.length)], '');
}

/** @returns the places in the page of the characters from `from` to `to`; null if one of them is gone */
export function rangesOf({ runs }: PageText, from: number, to: number): Range[] | null {
  const found = overlapping(runs, from, to);
  if (found.length === 0 || !found.every(isInPlace)) return null;
  return found.map(({ node, start, length }) => {
    const range = node.ownerDocument.createRange();
    range.setStart(node, start);
    range.setEnd(node, start + length);
    return range;
  });
}

/** @returns whether all of the text is still in the page */
export const isAlive = ({ runs }: PageText): boolean => runs.every(isInPlace);

/** @returns where the text has the node's character at `offset` or the next one after it; null if it has none of the node */
export function offsetIn({ runs }: PageText, node: Node, offset: number): number | null {
  const own = runs.filter((run) => run.node === node);
  const run = own.find(({ start, length }) => offset < start + length) ?? own.at(-1);
  return run ? run.at + Math.min(Math.max(offset - run.start, 0), run.length) : null;
}

const isInPlace = ({ node, start, length }: TextRun) => node.isConnected && start + length <= node.length;

/** @returns the runs of the characters from `from` to `to`, cut to them */
function overlapping(runs: readonly TextRun[], from: number, to: number): TextRun[] {
  const found: TextRun[] = [];
  for (let i = firstAfter(runs, from); i < runs.length && runs[i]!.at < to; i++) {
    const { at, node, start, length } = runs[i]!;
    const begin = Math.max(at, from);
    found.push({ at: begin, node, start: start + begin - at, length: Math.min(at + length, to) - begin });
  }
  return found;
}

/** @returns the index of the first run that ends after `offset` */
function firstAfter(runs: readonly TextRun[], offset: number): number {
  let [low, high] = [0, runs.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const { at, length } = runs[middle]!;
    if (at + length <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
