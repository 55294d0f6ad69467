import type { ChatMessage } from '../llm.port.js';

/** Tells the model that its answer was cut off, and that the user did not hear the rest. */
export const INTERRUPTED_NOTE = ' … [the user interrupted here and heard no more]';

/** Tells the model that the user could read its answer but not hear it. */
const TTS_FAILED_NOTE = '[the voice failed here; the user could only read the rest]';

/** Tells the model what was done, though the user did not hear it said. */
const doneNote = (done: string): string => ` [this was done: ${done}]`;

/** The text of an earlier answer as the model gets it in the conversation. */
export function assistantText(message: Extract<ChatMessage, { role: 'assistant' }>): string {
  const { content, interrupted, ttsFailed, unheard = '', done } = message;
  if (ttsFailed) return [content, TTS_FAILED_NOTE, unheard].filter(Boolean).join(' ');
  if (!interrupted) return content;
  return content + INTERRUPTED_NOTE + (done ? doneNote(done) : '');
}
