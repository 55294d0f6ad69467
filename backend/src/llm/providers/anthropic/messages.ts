import type {
  ContentBlockParam,
  MessageCreateParams,
  MessageParam,
  Tool,
} from '@anthropic-ai/sdk/resources/messages';
import type { ToolDefinition } from '../../llm.port.js';
import type { ReasoningBlock } from './message-events.js';
import type { RoleMessage, MessagePart } from '../../adapter/alternating-messages.js';
import { parseArguments } from '../../adapter/history-text.js';

/**
 * Maps a conversation to messages of the API.
 * @param reasoningOf returns the reasoning before the tool call with that id
 */
export function anthropicMessages(
  conversation: readonly RoleMessage[],
  reasoningOf: (callId: string) => readonly ReasoningBlock[] = () => [],
): MessageParam[] {
  const ids = new AcceptedIds();
  return conversation.map(({ role, parts }) => ({ role, content: blocks(parts, reasoningOf, ids) }));
}

/**
 * The API accepts only unique call ids of letters, digits, _ and -. The ids of other vendors' models may be neither unique
 * nor accepted.
 */
class AcceptedIds {
  readonly #used = new Set<string>();
  /** Maps original ids to accepted ids, for calls without a result so far. */
  readonly #open = new Map<string, string[]>();

  ofCall(id: string): string {
    const plain = id.replace(/[^\w-]/g, '_') || 'call';
    let accepted = plain;
    for (let n = 2; this.#used.has(accepted); n++) accepted = `${plain}_${n}`;
    this.#used.add(accepted);
    this.#open.set(id, [...(this.#open.get(id) ?? []), accepted]);
    return accepted;
  }

  ofResult(id: string): string {
    return this.#open.get(id)?.shift() ?? id;
  }
}

/** The reasoning of the first tool call goes to the start of the message, that of a later call right before it. */
function blocks(
  parts: readonly MessagePart[],
  reasoningOf: (callId: string) => readonly ReasoningBlock[],
  ids: AcceptedIds,
): ContentBlockParam[] {
  const calls = parts.filter((part) => part.type === 'call');
  const reasoningBefore = (part: MessagePart) => {
    if (part === parts[0] && calls[0]) return reasoningOf(calls[0].call.id);
    return part.type === 'call' && part !== calls[0] ? reasoningOf(part.call.id) : [];
  };
  return parts.flatMap((part) => [...reasoningBefore(part), block(part, ids)]);
}

/**
 * The API refuses calls of earlier answers if no tools are defined. So their tools are defined, but may not be called again.
 */
export function anthropicTools(
  tools: readonly ToolDefinition[],
  conversation: readonly RoleMessage[],
): Pick<MessageCreateParams, 'tools' | 'tool_choice'> {
  if (tools.length > 0) return { tools: tools.map(anthropicTool) };
  const calls = conversation.flatMap(({ parts }) => parts).filter((part) => part.type === 'call');
  const names = [...new Set(calls.map(({ call }) => call.name))];
  if (names.length === 0) return {};
  const former = names.map((name): Tool => ({ name, input_schema: { type: 'object' } }));
  return { tools: former, tool_choice: { type: 'none' } };
}

function anthropicTool({ name, description, parameters }: ToolDefinition): Tool {
  return { name, description, input_schema: { ...parameters, type: 'object' } };
}

function block(part: MessagePart, ids: AcceptedIds): ContentBlockParam {
  switch (part.type) {
    case 'text':
      return { type: 'text', text: part.text };
    case 'call':
      return {
        type: 'tool_use',
        id: ids.ofCall(part.call.id),
        name: part.call.name,
        input: parseArguments(part.call),
      };
    case 'result':
      return { type: 'tool_result', tool_use_id: ids.ofResult(part.call.id), content: part.text };
  }
}
