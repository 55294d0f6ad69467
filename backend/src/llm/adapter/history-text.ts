import type { ChatMessage } from '../llm.port.js';

/** Tells the model that its answer was cut off, and that the user did not hear the rest. */
export const INTERRUPTED_NOTE = ' … [the user interrupted here and heard no more]';

/** Tells the model that the user could read its answer but not hear it. */
const TTS_FAILED_NOTE = '[the voice failed here; the user could only read the rest]';

/** The text of an earlier answer as the model gets it in the conversation. */
export function assistantText(message: Extract<ChatMessage, { role: 'assistant' }>): string {
  const { content, interrupted, ttsFailed, unheard = '' } = message;
  if (ttsFailed) return [content, TTS_FAILED_NOTE, unheard].filter(Boolean).join(' ');
  return interrupted ? content + INTERRUPTED_NOTE : content;
}
