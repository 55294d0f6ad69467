import type { ChatMessage } from '../llm.port.js';

/** Tells the model why its answer ends in mid-sentence, and that the rest was not heard. */
export const INTERRUPTED_NOTE = ' … [the user interrupted here and heard no more]';

/** Tells the model that its answer was there, but could not be spoken. */
const ONLY_READ = '[the voice failed here; the user could only read the rest]';

/** An answer as the model is reminded of it. */
export function assistantText(message: Extract<ChatMessage, { role: 'assistant' }>): string {
  const { content, interrupted, voiceFailed, unheard = '' } = message;
  if (voiceFailed) return [content, ONLY_READ, unheard].filter(Boolean).join(' ');
  return interrupted ? content + INTERRUPTED_NOTE : content;
}
