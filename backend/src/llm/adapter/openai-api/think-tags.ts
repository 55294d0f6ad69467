import type { LlmEvent } from '../../llm.port.js';

const OPEN = '<think>';
const CLOSE = '</think>';

/**
 * Tells the thinking of a reasoning model, which some servers leave between `<think>` tags in the text, from its
 * answer. Takes the text in pieces, which may end within a tag.
 */
export class ThinkTags {
  #thinking = false;
  #held = '';

  push(piece: string): LlmEvent[] {
    const events: LlmEvent[] = [];
    let rest = this.#held + piece;
    for (;;) {
      const tag = this.#thinking ? CLOSE : OPEN;
      const at = rest.indexOf(tag);
      if (at < 0) break;
      this.#emit(events, rest.slice(0, at));
      this.#thinking = !this.#thinking;
      rest = rest.slice(at + tag.length);
    }
    const held = tagStart(rest, this.#thinking ? CLOSE : OPEN);
    this.#held = rest.slice(rest.length - held);
    this.#emit(events, rest.slice(0, rest.length - held));
    return events;
  }

  /** What was held back in case it became a tag. */
  end(): LlmEvent[] {
    const events: LlmEvent[] = [];
    this.#emit(events, this.#held);
    this.#held = '';
    return events;
  }

  #emit(events: LlmEvent[], text: string): void {
    if (text !== '') events.push({ type: this.#thinking ? 'reasoning' : 'text', text });
  }
}

/** How many characters at the end of the text begin the tag. */
function tagStart(text: string, tag: string): number {
  for (let length = Math.min(tag.length - 1, text.length); length > 0; length--) {
    if (text.endsWith(tag.slice(0, length))) return length;
  }
  return 0;
}
