import { quoted } from '../../common/text/quoted.js';
import { paragraphAfter, paragraphBefore, sentenceAt, sentenceBefore } from '../../language/en/sentences.js';
import type { ToolCaller } from '../../tools/tools.port.js';
import type { ActionAnswer, ActionResult, Move, Reading, ReadSentence } from '../answerer.port.js';
import { notDone } from '../action-outcome.js';
import { ArticleText } from './article-text.js';

/**
 * A turn ends with the first paragraph after so many characters, or at the latest after the second number, and the reading
 * goes on in the next one: the client gets all text of a turn with each update.
 */
const TURN_CHARS = 1_500;
const MAX_TURN_CHARS = 3_000;

const END = 'That was the end.';

/** What is read aloud in a session, and where the listener is in it. */
export class ReadingSession implements Reading {
  #article: ArticleText | undefined;
  /** Where the reading goes on: the beginning of a sentence. */
  #place = 0;
  /** It does not go on by itself: the end was reached, or the rest could not be fetched. */
  #isOver = false;

  get hasText(): boolean {
    return this.#article !== undefined;
  }

  async readPage(tools: ToolCaller, start: 'beginning' | 'here' = 'beginning'): Promise<ActionResult> {
    const article = await ArticleText.ofPage(tools);
    if (typeof article === 'string') return notDone(article);
    this.#article = article;
    this.#place = 0;
    if (start === 'beginning') return this.#read(article, tools, titleOf(article));
    const here = await article.placeHere(tools);
    const problem = await article.fetchTo(here, tools);
    if (problem) return notDone(problem);
    this.#place = sentenceAt(article.text, here)?.from ?? 0;
    return this.#read(article, tools);
  }

  async readSelection(tools: ToolCaller): Promise<ActionResult> {
    const selected = await ArticleText.ofSelection(tools);
    if (typeof selected === 'string') return notDone(selected);
    this.#article = selected;
    this.#place = 0;
    return this.#read(selected, tools);
  }

  async move(to: Move, tools: ToolCaller): Promise<ActionResult> {
    const article = this.#article!;
    const problem = await article.fetchTo(this.#place, tools);
    const place = this.#placeOf(article, to);
    if (place === undefined)
      return problem ?? (to === 'back' || to === 'paragraph_back' ? 'This is the beginning.' : END);
    this.#place = place;
    return this.#read(article, tools);
  }

  goOn(tools: ToolCaller): ActionResult {
    const article = this.#article!;
    return article.isWhole && !sentenceAt(article.text, this.#place)
      ? 'I have read it to the end.'
      : this.#read(article, tools);
  }

  /** The next turn of a reading that goes on by itself. */
  readOn(tools: ToolCaller): ActionAnswer {
    return { kind: 'action', intent: 'reading.go-on', certain: true, run: () => this.goOn(tools) };
  }

  whereWasI(): string | undefined {
    if (!this.#article) return undefined;
    const { text, title } = this.#article;
    const sentence = sentenceAt(text, this.#place);
    const where = title === '' ? '' : `In "${title}". `;
    if (!sentence) return `${where}You have heard it to the end.`;
    return `${where}The next sentence is: ${quoted(text.slice(sentence.from, sentence.to))}`;
  }

  /**
   * A part was heard.
   * @param place offset of the first sentence that was not heard to its end
   * @param isWhole all of the turn's part was heard
   * @returns whether the reading goes on by itself
   */
  wasRead({ place, isWhole }: { place: number; isWhole: boolean }): boolean {
    this.#place = place;
    return isWhole && !this.#isOver;
  }

  async *#read(article: ArticleText, tools: ToolCaller, title = ''): AsyncGenerator<string | ReadSentence> {
    this.#isOver = false;
    void article.fetchAhead(tools);
    if (title !== '') yield title;
    const begin = this.#place;
    for (let at = begin; ;) {
      const problem = await article.fetchTo(at, tools);
      const sentence = sentenceAt(article.text, at);
      if (!sentence || problem) {
        this.#isOver = true;
        return yield problem ?? END;
      }
      const { from, to, next } = sentence;
      if (from - begin >= MAX_TURN_CHARS) return;
      if (from - begin >= TURN_CHARS && article.text.slice(at - 1, from).includes('\n')) return;
      // The text after the last sentence begins on its own line.
      const isLast = next >= article.text.length;
      yield { text: article.text.slice(from, next) + (isLast ? '\n\n' : ''), from, to, tab: article.tab };
      at = next;
    }
  }

  #placeOf({ text }: ArticleText, move: Move): number | undefined {
    switch (move) {
      case 'start':
        return 0;
      case 'again':
        return sentenceAt(text, this.#place)?.from ?? sentenceBefore(text, this.#place)?.from;
      case 'back':
        return sentenceBefore(text, this.#place)?.from;
      case 'next':
        return sentenceAt(text, sentenceAt(text, this.#place)?.next ?? text.length)?.from;
      case 'paragraph_next':
        return paragraphAfter(text, this.#place);
      case 'paragraph_back':
        return paragraphBefore(text, this.#place);
    }
  }
}

/** Sites put their names beside the title: "Tea - The Encyclopedia". */
const BETWEEN_TITLES = /\s+[|–—·•»-]\s+|:\s+/;

/** @returns the title as a sentence, unless the text begins with it */
function titleOf({ title, text }: ArticleText): string {
  const [first = ''] = text.trimStart().split('\n', 1);
  const heading = wordsOf(first);
  const isSaid =
    title === '' ||
    `${heading} `.startsWith(`${wordsOf(title)} `) ||
    title.split(BETWEEN_TITLES).some((part) => heading !== '' && wordsOf(part) === heading);
  return isSaid ? '' : `${title}${/[.?!…]["'”’)]?$/.test(title) ? '' : '.'}\n\n`;
}

/** Without what is written in two ways: case, quotation marks, dashes. */
const wordsOf = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/['’]/g, '')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
