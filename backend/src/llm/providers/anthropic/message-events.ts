import type {
  RawMessageStreamEvent,
  RedactedThinkingBlockParam,
  ThinkingBlockParam,
} from '@anthropic-ai/sdk/resources/messages';
import { TruncatedAnswerError, BlockedAnswerError } from '../../adapter/http-problem.js';
import type { LlmEvent, ToolCall } from '../../llm.port.js';

/** A block of thinking, as the API wants it back with the tool call that it led to. */
export type Thought = ThinkingBlockParam | RedactedThinkingBlockParam;

/**
 * The events of a message as those of the port. Whatever it does not know, it passes over.
 * @param onThoughts is told what was thought ahead of a tool call, where anything was
 */
export async function* messageEvents(
  events: AsyncIterable<RawMessageStreamEvent>,
  onThoughts: (callId: string, thoughts: Thought[]) => void = () => undefined,
): AsyncGenerator<LlmEvent, void, undefined> {
  /** Since the last tool call. */
  let thoughts: Thought[] = [];
  /** The tool call whose arguments are under way, by the index of its block. */
  const calls = new Map<number, ToolCall>();
  let frames = 0;
  let said = false;
  let finished = false;
  // Read to its end, though nothing follows the answer: the connection then serves the next one, too. Typed as the
  // vendor promises them: a proxy may send anything.
  for await (const event of events as AsyncIterable<RawMessageStreamEvent | null>) {
    if (!event?.type) continue;
    frames++;
    switch (event.type) {
      case 'content_block_start': {
        const { content_block: block, index } = event;
        if (block.type === 'thinking' || block.type === 'redacted_thinking') thoughts.push({ ...block });
        if (block.type === 'tool_use') calls.set(index, { id: block.id, name: block.name, arguments: '' });
        break;
      }
      case 'content_block_delta': {
        const { delta, index } = event;
        if (delta.type === 'text_delta' && delta.text !== '') {
          said = true;
          yield { type: 'text', text: delta.text };
        }
        const thought = thoughts.at(-1);
        if (delta.type === 'signature_delta' && thought?.type === 'thinking')
          thought.signature = delta.signature;
        if (delta.type === 'thinking_delta' && delta.thinking !== '') {
          if (thought?.type === 'thinking') thought.thinking += delta.thinking;
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
        said = true;
        if (thoughts.length > 0) onThoughts(call.id, thoughts);
        thoughts = [];
        yield { type: 'tool_call', call: { ...call, arguments: call.arguments || '{}' } };
        break;
      }
      case 'message_delta':
        if (event.delta.stop_reason === 'refusal' && !said) throw new BlockedAnswerError('refusal');
        break;
      case 'message_stop':
        finished = true;
        break;
    }
  }
  if (!finished) throw new TruncatedAnswerError(frames);
}
