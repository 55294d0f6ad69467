import type { ReadingData } from '#protocol';
import type { BrowserCalls } from '../../browser/browser-calls';

type Highlight = BrowserCalls['highlight']['args'];

/** What is known of the turn that reads: its text, and the end of what was heard of it, in UTF-16 code units. */
export interface HeardText {
  text: string;
  spoken: number;
}

/** Sentences of an article that are kept: more than the longest part that is read in one turn. */
const MAX_SENTENCES = 2_000;

/** After so many in a row, the rest of the turn is not lit: each one is looked for in all frames. */
const MAX_FAILURES = 5;

/** Lights in the page what is heard of its article. At most one call is under way; of those that wait, the last one counts. */
export class ReadingLights {
  #turnId: number | null = null;
  #sentences: ReadingData[] = [];
  /** What is lit, or will be. */
  #wanted: Highlight | null = null;
  #next: Highlight | null = null;
  #busy = false;
  /** In a row: the text is not in the page any more. */
  #failures = 0;

  constructor(private readonly highlight: (args: Highlight) => Promise<{ ok: boolean }>) {}

  get turnId(): number | null {
    return this.#turnId;
  }

  /** A sentence will be heard soon. */
  add(sentence: ReadingData): void {
    if (sentence.turn_id !== this.#turnId) {
      this.#sentences = [];
      this.#failures = 0;
    }
    this.#turnId = sentence.turn_id;
    this.#sentences.push(sentence);
    if (this.#sentences.length > MAX_SENTENCES) this.#sentences.shift();
    // Without its place in the turn's text, it is not known when it will be heard.
    if (sentence.text_from === undefined) this.#light(sentence.tab, sentence.from, sentence.to);
  }

  /** More was heard of the turn that reads. */
  heard({ text, spoken }: HeardText): void {
    const end = text.slice(0, spoken).trimEnd().length;
    const start = text.slice(0, end).search(/\S+$/);
    if (start < 0) return;
    const sentence = this.#sentences.findLast(({ text_from: from }) => from !== undefined && from <= start);
    if (sentence?.text_from === undefined) return;
    const from = sentence.from + start - sentence.text_from;
    if (from < sentence.to) this.#light(sentence.tab, from, Math.min(from + end - start, sentence.to));
  }

  /** The reading is over, or paused. */
  stop(): void {
    this.#turnId = null;
    this.#sentences = [];
    if (this.#wanted && this.#wanted.from !== null) this.#send({ tabId: this.#wanted.tabId, from: null });
  }

  #light(tabId: number, from: number, to: number): void {
    if (this.#failures >= MAX_FAILURES) return;
    const lit = this.#wanted;
    if (lit && lit.from !== null && lit.tabId === tabId && lit.from === from && lit.to === to) return;
    if (lit && lit.from !== null && lit.tabId !== tabId) this.#send({ tabId: lit.tabId, from: null });
    this.#send({ tabId, from, to });
  }

  #send(args: Highlight): void {
    this.#wanted = args;
    this.#next = args;
    void this.#drain();
  }

  async #drain(): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    for (let args = this.#next; args; args = this.#next) {
      this.#next = null;
      const { ok } = await this.highlight(args).catch(() => ({ ok: false }));
      this.#failures = ok || args.from === null ? 0 : this.#failures + 1;
    }
    this.#busy = false;
  }
}
