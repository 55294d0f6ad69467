import { failure } from '../../tool-contract/tool-results';
import { Follow } from '../highlight/follow';
import { light } from '../highlight/highlights';
import type { PageCalls } from '../page-calls';
import { isAlive, offsetIn, rangesOf, type PageText } from '../page-text/page-text';
import { findArticle, type Article } from './article';
import { sentenceAround } from './sentence';

/** In CSS pixels: a smaller frame shows an advertisement or a button. */
const MIN_FRAME = { width: 400, height: 60 };

/** How a frame begins that asks for something. */
const NOTICE = /^.{0,300}?\b(?:cookies|consent|gdpr)\b/is;

/** The article of a document while it is read aloud: its text stays the same from part to part. */
export class ArticleReader {
  readonly #follow = new Follow();
  #article: Article | null = null;
  #url = '';
  #lit = false;

  /** @param args `again`: looks for the article again, as at its beginning, but not for its next part */
  read({ again, pageTitle }: PageCalls['article']['args']): PageCalls['article']['answer'] {
    if (again) {
      this.#article = isTooSmall() ? null : findArticle(pageTitle);
      this.#url = location.href;
    } else if (this.#url !== location.href || !this.#article || !isAlive(this.#article.content)) {
      this.#article = null;
    }
    if (!this.#article) return failure('There is no text to read on this page.');
    const { title, content, prose } = this.#article;
    const isNotice = window !== window.top && NOTICE.test(content.text);
    return { ok: true, title, text: content.text, here: hereIn(content), prose: isNotice ? 0 : prose };
  }

  /** Another document of the page has the article that is read. */
  forget(): void {
    this.#article = null;
    this.putOut();
  }

  /** Lights a word and, more softly, its sentence; or a sentence. @returns whether it is still in the page */
  light(from: number, to: number): boolean {
    const content = this.#article?.content;
    const ranges = content && rangesOf(content, from, to);
    if (!ranges) {
      this.putOut();
      return false;
    }
    if (!this.#lit) this.#follow.start();
    this.#lit = true;
    const sentence = sentenceAround(content.text, from, to);
    const whole = sentence.from === from && sentence.to <= to;
    light('sentence', (whole ? ranges : rangesOf(content, sentence.from, sentence.to)) ?? ranges);
    light('word', whole ? [] : ranges);
    this.#follow.to(ranges[0]!);
    return true;
  }

  /** @returns whether something was lit */
  putOut(): boolean {
    const wasLit = this.#lit;
    this.#lit = false;
    this.#follow.stop();
    light('sentence', []);
    light('word', []);
    return wasLit;
  }
}

const isTooSmall = (): boolean =>
  window !== window.top && (innerWidth < MIN_FRAME.width || innerHeight < MIN_FRAME.height);

/** @returns where the selection begins, or else the first text in the viewport */
function hereIn(content: PageText): number {
  const selection = getSelection();
  if (selection && !selection.isCollapsed) {
    const { startContainer, startOffset } = selection.getRangeAt(0);
    const selected = offsetIn(content, startContainer, startOffset);
    if (selected !== null) return selected;
  }
  const paragraphs = content.text.matchAll(/(?:^|\n\n)(?=.)/g);
  for (const { index, 0: gap } of paragraphs) {
    const from = index + gap.length;
    const [range] = rangesOf(content, from, from + 1) ?? [];
    if (range && range.getBoundingClientRect().top >= 0) return from;
  }
  return 0;
}
