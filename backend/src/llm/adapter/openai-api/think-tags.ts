import type { LlmEvent } from '../../llm.port.js';

const OPEN = '<think>';
const CLOSE = '</think>';

/** Splits text with reasoning between `<think>` tags, as some servers send it. Deltas may end within a tag. */
export class ThinkTags {
  #inTags = false;
  #held = '';

  push(delta: string): LlmEvent[] {
    const events: LlmEvent[] = [];
    let rest = this.#held + delta;
    for (;;) {
      const tag = this.#inTags ? CLOSE : OPEN;
      const at = rest.indexOf(tag);
      if (at < 0) break;
      this.#emit(events, rest.slice(0, at));
      this.#inTags = !this.#inTags;
      rest = rest.slice(at + tag.length);
    }
    const held = tagStart(rest, this.#inTags ? CLOSE : OPEN);
    this.#held = rest.slice(rest.length - held);
    this.#emit(events, rest.slice(0, rest.length - held));
    return events;
  }

  /** Returns text that was held back because it might have been the start of a tag. */
  end(): LlmEvent[] {
    const events: LlmEvent[] = [];
    this.#emit(events, this.#held);
    this.#held = '';
    return events;
  }

  #emit(events: LlmEvent[], text: string): void {
    if (text !== '') events.push({ type: this.#inTags ? 'reasoning' : 'text', text });
  }
}

/** @returns how many characters at the end of the text may be the start of the tag */
function tagStart(text: string, tag: string): number {
  for (let length = Math.min(tag.length - 1, text.length); length > 0; length--) {
    if (text.endsWith(tag.slice(0, length))) return length;
  }
  return 0;
}
