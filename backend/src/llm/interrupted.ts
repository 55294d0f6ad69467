import type { ChatMessage } from './llm.port.js';

/** Tells the model why its answer ends in mid-sentence, and that the rest was not heard. */
export const INTERRUPTED = ' … [the user interrupted here and heard no more]';

/** An answer as the model is reminded of it. */
export function heardOf({ content, interrupted }: Extract<ChatMessage, { role: 'assistant' }>): string {
  return interrupted ? content + INTERRUPTED : content;
}
