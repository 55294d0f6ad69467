import { jsonObject } from '../../common/text/json-object.js';
import type { ChatMessage, ToolCall } from '../llm.port.js';

/** Tells the model that its answer was cut off, and that the user did not hear the rest. */
export const INTERRUPTED_NOTE = ' … [the user interrupted here and heard no more]';

/** Tells the model that the user could read its answer but not hear it. */
const TTS_FAILED_NOTE = '[speech output failed here; the user could only read the rest]';

/** Stands for what was read aloud: its words are the page's. */
const READING_NOTE = '[a part of the page was read aloud to the user here]';

/** Tells the model that an action ran, because its result was not said, or not heard. */
const actionNote = (result: string): string => `[the action ran, with the result: ${result}]`;

/** The text of an earlier answer as the model gets it in the conversation. */
export function assistantText(message: Extract<ChatMessage, { role: 'assistant' }>): string {
  const { content, interrupted, ttsFailed, unheard = '', actionResult, isReading } = message;
  if (isReading) return READING_NOTE;
  if (ttsFailed) return [content, TTS_FAILED_NOTE, unheard].filter(Boolean).join(' ');
  const heard = interrupted ? content + INTERRUPTED_NOTE : content;
  return [heard, actionResult && actionNote(actionResult)].filter(Boolean).join(' ');
}

/** @returns the arguments of a tool call; empty if the model wrote no JSON object */
export function parseArguments({ arguments: json }: ToolCall): Record<string, unknown> {
  return jsonObject(json) ?? {};
}

/**
 * The arguments of a tool call as the model wrote them, or empty if they are not a JSON object. Servers refuse any
 * conversation with such a call, so every later answer would fail too.
 */
export function argumentsText({ arguments: json }: ToolCall): string {
  return jsonObject(json) ? json : '{}';
}
