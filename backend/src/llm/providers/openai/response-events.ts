import type { Response, ResponseStreamEvent } from 'openai/resources/responses/responses';
import { TruncatedAnswerError, BlockedAnswerError } from '../../adapter/http-problem.js';
import type { LlmEvent } from '../../llm.port.js';

/** The model failed in the middle of its answer, in the words of OpenAI. */
export class FailedResponseError extends Error {
  readonly error: unknown;
  readonly code: string | undefined;

  constructor({ error }: Response) {
    super(error?.message ?? 'The response failed.');
    this.error = error ?? {};
    this.code = error?.code;
  }
}

/** The events of a response as those of the port. Whatever it does not know, it passes over. */
export async function* responseEvents(
  events: AsyncIterable<ResponseStreamEvent>,
): AsyncGenerator<LlmEvent, void, undefined> {
  let frames = 0;
  let said = false;
  let finished = false;
  // Read to its end, though nothing follows the answer: the connection then serves the next one, too. Typed as the vendor promises them: another server may send anything.
  for await (const event of events as AsyncIterable<ResponseStreamEvent | null>) {
    if (!event?.type) continue;
    frames++;
    switch (event.type) {
      case 'response.output_text.delta':
      case 'response.refusal.delta':
        if (event.delta === '') break;
        said = true;
        yield { type: 'text', text: event.delta };
        break;
      case 'response.reasoning_summary_text.delta':
      case 'response.reasoning_text.delta':
        if (event.delta !== '') yield { type: 'reasoning', text: event.delta };
        break;
      case 'response.output_item.done': {
        const { item } = event;
        if (item.type !== 'function_call') break;
        said = true;
        const { call_id: id, name, arguments: json } = item;
        yield { type: 'tool_call', call: { id, name, arguments: json || '{}' } };
        break;
      }
      case 'response.failed':
        throw new FailedResponseError(event.response);
      case 'response.incomplete': {
        const reason = event.response.incomplete_details?.reason;
        if (reason === 'content_filter' && !said) throw new BlockedAnswerError(reason);
        finished = true;
        break;
      }
      case 'response.completed':
        finished = true;
        break;
    }
  }
  if (!finished) throw new TruncatedAnswerError(frames);
}
