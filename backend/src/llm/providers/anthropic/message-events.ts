import type {
  RawMessageStreamEvent,
  RedactedThinkingBlockParam,
  ThinkingBlockParam,
} from '@anthropic-ai/sdk/resources/messages';
import { blockedAnswer, truncatedAnswer } from '../../adapter/answer-error.js';
import type { LlmEvent, ToolCall } from '../../llm.port.js';

/** A block of reasoning. The API requires it back with the tool call that it led to. */
export type ReasoningBlock = ThinkingBlockParam | RedactedThinkingBlockParam;

/**
 * Maps the events of a message to those of the port. Skips events that it does not know.
 * @param onReasoning gets the reasoning before a tool call, if there is any
 */
export async function* messageEvents(
  events: AsyncIterable<RawMessageStreamEvent>,
  onReasoning: (callId: string, reasoning: ReasoningBlock[]) => void = () => undefined,
): AsyncGenerator<LlmEvent, void, undefined> {
  /** The reasoning since the last tool call. */
  let reasoning: ReasoningBlock[] = [];
  /** The tool calls whose arguments are not complete, by the index of their block. */
  const calls = new Map<number, ToolCall>();
  let frames = 0;
  let hasContent = false;
  let finished = false;
  // The stream is read to its end, so that the next request can reuse the connection. A proxy may send anything, whatever
  // the SDK's types say.
  for await (const event of events as AsyncIterable<RawMessageStreamEvent | null>) {
    if (!event?.type) continue;
    frames++;
    switch (event.type) {
      case 'content_block_start': {
        const { content_block: block, index } = event;
        if (block.type === 'thinking' || block.type === 'redacted_thinking') reasoning.push({ ...block });
        if (block.type === 'tool_use') calls.set(index, { id: block.id, name: block.name, arguments: '' });
        break;
      }
      case 'content_block_delta': {
        const { delta, index } = event;
        if (delta.type === 'text_delta' && delta.text !== '') {
          hasContent = true;
          yield { type: 'text', text: delta.text };
        }
        const block = reasoning.at(-1);
        if (delta.type === 'signature_delta' && block?.type === 'thinking') block.signature = delta.signature;
        if (delta.type === 'thinking_delta' && delta.thinking !== '') {
          if (block?.type === 'thinking') block.thinking += delta.thinking;
          yield { type: 'reasoning', text: delta.thinking };
        }
        const call = calls.get(index);
        if (delta.type === 'input_json_delta' && call) call.arguments += delta.partial_json;
        break;
      }
      case 'content_block_stop': {
        const call = calls.get(event.index);
        if (!call) break;
        calls.delete(event.index);
        hasContent = true;
        if (reasoning.length > 0) onReasoning(call.id, reasoning);
        reasoning = [];
        yield { type: 'tool_call', call: { ...call, arguments: call.arguments || '{}' } };
        break;
      }
      case 'message_delta':
        if (event.delta.stop_reason === 'refusal' && !hasContent) throw blockedAnswer('refusal');
        break;
      case 'message_stop':
        finished = true;
        break;
    }
  }
  if (!finished) throw truncatedAnswer(frames);
}
