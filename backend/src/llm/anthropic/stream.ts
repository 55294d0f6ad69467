import type { RawMessageStreamEvent } from '@anthropic-ai/sdk/resources/messages';
import { UnfinishedAnswerError, WithheldAnswerError } from '../http-problem.js';
import type { LlmEvent, ToolCall } from '../llm.port.js';

/** The events of a message as those of the port. Whatever it does not know, it passes over. */
export async function* messageEvents(
  events: AsyncIterable<RawMessageStreamEvent>,
): AsyncGenerator<LlmEvent, void, undefined> {
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
        if (block.type === 'tool_use') calls.set(index, { id: block.id, name: block.name, arguments: '' });
        break;
      }
      case 'content_block_delta': {
        const { delta, index } = event;
        if (delta.type === 'text_delta' && delta.text !== '') {
          said = true;
          yield { type: 'text', text: delta.text };
        }
        if (delta.type === 'thinking_delta' && delta.thinking !== '')
          yield { type: 'reasoning', text: delta.thinking };
        const call = calls.get(index);
        if (delta.type === 'input_json_delta' && call) call.arguments += delta.partial_json;
        break;
      }
      case 'content_block_stop': {
        const call = calls.get(event.index);
        if (!call) break;
        calls.delete(event.index);
        said = true;
        yield { type: 'tool_call', call: { ...call, arguments: call.arguments || '{}' } };
        break;
      }
      case 'message_delta':
        if (event.delta.stop_reason === 'refusal' && !said) throw new WithheldAnswerError('refusal');
        break;
      case 'message_stop':
        finished = true;
        break;
    }
  }
  if (!finished) throw new UnfinishedAnswerError(frames);
}
