import type { ContentBlockParam, MessageParam, Tool } from '@anthropic-ai/sdk/resources/messages';
import type { ToolDefinition } from '../llm.port.js';
import { argumentsOf, type Turn, type TurnPart } from '../turns.js';

/** The turns of a conversation as the messages API takes them. */
export function anthropicMessages(turns: readonly Turn[]): MessageParam[] {
  return turns.map(({ role, parts }) => ({ role, content: parts.map(block) }));
}

export function anthropicTools(tools: readonly ToolDefinition[]): Tool[] {
  return tools.map(({ name, description, parameters }) => ({
    name,
    description,
    input_schema: { ...parameters, type: 'object' },
  }));
}

function block(part: TurnPart): ContentBlockParam {
  switch (part.type) {
    case 'text':
      return { type: 'text', text: part.text };
    case 'call':
      return { type: 'tool_use', id: part.call.id, name: part.call.name, input: argumentsOf(part.call) };
    case 'result':
      return { type: 'tool_result', tool_use_id: part.call.id, content: part.text };
  }
}
