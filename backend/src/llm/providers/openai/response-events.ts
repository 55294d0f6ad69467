import type { Response, ResponseStreamEvent } from 'openai/resources/responses/responses';
import { blockedAnswer, truncatedAnswer } from '../../adapter/answer-error.js';
import type { LlmEvent } from '../../llm.port.js';

/** The model failed in the middle of its answer; the message comes from OpenAI. */
export class FailedResponseError extends Error {
  readonly error: unknown;
  readonly code: string | undefined;

  constructor({ error }: Response) {
    super(error?.message ?? 'The response failed.');
    this.error = error ?? {};
    this.code = error?.code;
  }
}

/** Maps the events of a response to those of the port. Skips events that it does not know. */
export async function* responseEvents(
  events: AsyncIterable<ResponseStreamEvent>,
): AsyncGenerator<LlmEvent, void, undefined> {
  let frames = 0;
  let hasContent = false;
  let finished = false;
  // The stream is read to its end, so that the next request can reuse the connection. Another server may send anything,
  // whatever the SDK's types say.
  for await (const event of events as AsyncIterable<ResponseStreamEvent | null>) {
    if (!event?.type) continue;
    frames++;
    switch (event.type) {
      case 'response.output_text.delta':
      case 'response.refusal.delta':
        if (event.delta === '') break;
        hasContent = true;
        yield { type: 'text', text: event.delta };
        break;
      case 'response.reasoning_summary_text.delta':
      case 'response.reasoning_text.delta':
        if (event.delta !== '') yield { type: 'reasoning', text: event.delta };
        break;
      case 'response.output_item.done': {
        const { item } = event;
        if (item.type !== 'function_call') break;
        hasContent = true;
        const { call_id: id, name, arguments: json } = item;
        yield { type: 'tool_call', call: { id, name, arguments: json || '{}' } };
        break;
      }
      case 'response.failed':
        throw new FailedResponseError(event.response);
      case 'response.incomplete': {
        const reason = event.response.incomplete_details?.reason;
        if (reason === 'content_filter' && !hasContent) throw blockedAnswer(reason);
        finished = true;
        break;
      }
      case 'response.completed':
        finished = true;
        break;
    }
  }
  if (!finished) throw truncatedAnswer(frames);
}

/**
 * Whether the account is not allowed to see summaries of the reasoning: OpenAI shows them only to verified organizations.
 */
export function refusesSummaries(error: unknown): boolean {
  const { status, param } = error as { status?: number; param?: string | null };
  return status === 400 && param === 'reasoning.summary';
}
