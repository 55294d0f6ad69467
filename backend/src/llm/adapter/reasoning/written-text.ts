import type { MarkerKind } from './markers.js';

/** The longest line of which the beginning is still looked at. */
const MAX_LINE_CHARS = 2_000;

/** What an answer has said so far, as far as it decides whether a mark of reasoning is one or is only spoken about. */
export class WrittenText {
  hasText = false;
  #line = '';
  #isFenced = false;

  add(text: string): void {
    this.hasText ||= text.trim() !== '';
    const lines = (this.#line + text).split('\n');
    const line = lines.pop()!;
    for (const each of lines) if (/^\s*(?:```|~~~)/.test(each)) this.#isFenced = !this.#isFenced;
    this.#line = line.slice(-MAX_LINE_CHARS);
  }

  /** This text and more. */
  with(more: string): WrittenText {
    const both = new WrittenText();
    both.hasText = this.hasText;
    both.#line = this.#line;
    both.#isFenced = this.#isFenced;
    both.add(more);
    return both;
  }

  /** Whether a mark that comes next is one: not in code, not in quotes, and not a word of the sentence. */
  takesMark(kind: MarkerKind): boolean {
    const line = this.#line;
    const isInCode = this.#isFenced || /^\s*(?:```|~~~)/.test(line) || line.split('`').length % 2 === 0;
    if (isInCode || /["'“‘«]$/.test(line)) return false;
    return kind !== 'open' || !/[\p{L}\p{N},;-][ \t]+$/u.test(line);
  }
}
