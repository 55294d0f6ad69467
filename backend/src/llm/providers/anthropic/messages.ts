import type { ContentBlockParam, MessageParam, Tool } from '@anthropic-ai/sdk/resources/messages';
import type { ToolDefinition } from '../../llm.port.js';
import type { Thought } from './message-events.js';
import { parseArguments, type RoleMessage, type MessagePart } from '../../adapter/alternating-messages.js';

/**
 * The turns of a conversation as the messages API takes them.
 * @param thoughtsOf what was thought ahead of the tool call with that id
 */
export function anthropicMessages(
  turns: readonly RoleMessage[],
  thoughtsOf: (callId: string) => readonly Thought[] = () => [],
): MessageParam[] {
  return turns.map(({ role, parts }) => ({ role, content: blocks(parts, thoughtsOf) }));
}

/** A message begins with the thinking that it came from; further thinking stands before the call that it led to. */
function blocks(
  parts: readonly MessagePart[],
  thoughtsOf: (callId: string) => readonly Thought[],
): ContentBlockParam[] {
  const calls = parts.filter((part) => part.type === 'call');
  const thoughtsAt = (part: MessagePart) => {
    if (part === parts[0] && calls[0]) return thoughtsOf(calls[0].call.id);
    return part.type === 'call' && part !== calls[0] ? thoughtsOf(part.call.id) : [];
  };
  return parts.flatMap((part) => [...thoughtsAt(part), block(part)]);
}

export function anthropicTools(tools: readonly ToolDefinition[]): Tool[] {
  return tools.map(({ name, description, parameters }) => ({
    name,
    description,
    input_schema: { ...parameters, type: 'object' },
  }));
}

function block(part: MessagePart): ContentBlockParam {
  switch (part.type) {
    case 'text':
      return { type: 'text', text: part.text };
    case 'call':
      return { type: 'tool_use', id: part.call.id, name: part.call.name, input: parseArguments(part.call) };
    case 'result':
      return { type: 'tool_result', tool_use_id: part.call.id, content: part.text };
  }
}
