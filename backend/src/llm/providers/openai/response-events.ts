import type {
  Response,
  ResponseFunctionToolCall,
  ResponseOutputItem,
  ResponseStreamEvent,
} from 'openai/resources/responses/responses';
import { jsonObject } from '../../../common/text/json-object.js';
import { blockedAnswer, StreamError, truncatedAnswer } from '../../adapter/answer-error.js';
import { AT_WORK } from '../../adapter/at-work.js';
import { untilOver } from '../../adapter/until-over.js';
import { usageOf, type AnswerItem } from '../../adapter/answer-usage.js';

/** The model failed in the middle of its answer; the message comes from OpenAI. */
export class FailedResponseError extends Error {
  readonly error: unknown;
  readonly code: string | undefined;

  constructor({ error }: Pick<Response, 'error'>) {
    super(error?.message ?? 'The response failed.');
    this.error = error ?? {};
    this.code = error?.code;
  }
}

/** The stream of the openai package. */
interface ResponseStream extends AsyncIterable<ResponseStreamEvent> {
  controller: AbortController;
}

/** Maps the events of a response to those of the port. Skips events that it does not know. */
export async function* responseEvents(events: ResponseStream): AsyncGenerator<AnswerItem, void, undefined> {
  const answer = new ResponseAnswer();
  let frames = 0;
  // Another server may send anything, whatever the SDK's types say.
  const source: AsyncIterable<ResponseStreamEvent | Response | null> = events;
  for await (const event of untilOver(
    source,
    () => answer.isOver,
    () => events.controller.abort(),
  )) {
    const isEvent = typeof event === 'object' && event !== null && ('type' in event || 'object' in event);
    if (!isEvent) continue;
    frames++;
    yield* answer.read(event);
  }
  yield* answer.end(frames);
}

/** One answer, of which a server may send the deltas, the finished parts, or both. */
class ResponseAnswer {
  /** The texts of which a part has come, by item. */
  readonly #begun = new Set<string>();
  /** The calls that were passed on. */
  readonly #called = new Set<string>();
  /** The calls whose end has not come. */
  readonly #open = new Map<string, ResponseFunctionToolCall>();
  #end: 'whole' | 'cut_off' | undefined;
  #hasContent = false;

  get isOver(): boolean {
    return this.#end !== undefined && this.#hasContent;
  }

  *read(event: ResponseStreamEvent | Response): Generator<AnswerItem> {
    if (!('type' in event)) return yield* this.#readResponse(event);
    switch (event.type) {
      case 'response.output_text.delta':
      case 'response.refusal.delta':
        return yield* this.#text(event.delta, itemOf(event));
      case 'response.output_text.done':
        return yield* this.#text(event.text, itemOf(event), true);
      case 'response.refusal.done':
        return yield* this.#text(event.refusal, itemOf(event), true);
      case 'response.reasoning_summary_text.delta':
      case 'response.reasoning_text.delta':
        if (event.delta) yield { type: 'reasoning', text: event.delta };
        return;
      case 'response.output_item.added':
        if (event.item?.type === 'function_call') this.#open.set(itemOf(event), { ...event.item });
        return;
      case 'response.function_call_arguments.delta':
        return yield AT_WORK;
      case 'response.function_call_arguments.done': {
        const call = this.#open.get(itemOf(event));
        if (call) call.arguments = event.arguments;
        return;
      }
      case 'response.output_item.done':
        this.#open.delete(itemOf(event));
        return yield* this.#item(event.item, itemOf(event));
      case 'response.completed':
      case 'response.incomplete':
      case 'response.failed':
        return yield* this.#readResponse({ status: event.type.slice('response.'.length), ...event.response });
      case 'error':
        throw new StreamError(event);
    }
  }

  /** @throws AnswerError if the answer is not over */
  *end(frames: number): Generator<AnswerItem> {
    if (this.#end === undefined) throw truncatedAnswer(frames);
    for (const call of this.#open.values()) {
      if (jsonObject(call.arguments)) yield* this.#call(call);
    }
    if (this.#end === 'cut_off') yield { type: 'cut_off' };
  }

  /** The end of a response, or all of it. */
  *#readResponse({ status, error, output, incomplete_details, usage }: ResponseLike): Generator<AnswerItem> {
    if (usage) yield usageOf([usage.input_tokens], [usage.output_tokens]);
    if (status === 'failed' || error) throw new FailedResponseError({ error: error ?? null });
    if (!this.#hasContent && Array.isArray(output)) {
      for (const [index, item] of output.entries()) yield* this.#item(item, `output ${index}`);
    }
    if (incomplete_details?.reason === 'content_filter') throw blockedAnswer('content_filter');
    if (status === 'completed') this.#end = 'whole';
    if (status === 'incomplete') this.#end = 'cut_off';
  }

  *#item(item: ResponseOutputItem | undefined, key: string): Generator<AnswerItem> {
    if (item?.type === 'function_call') yield* this.#call(item);
    if (item?.type !== 'message' || this.#begun.has(key)) return;
    for (const part of item.content ?? [])
      yield* this.#text(part.type === 'output_text' ? part.text : part.refusal, key);
  }

  /** @param isAll whether it repeats what the deltas have said, if there were any */
  *#text(text: string | undefined, key: string, isAll = false): Generator<AnswerItem> {
    if (!text || (isAll && this.#begun.has(key))) return;
    this.#begun.add(key);
    this.#hasContent = true;
    yield { type: 'text', text };
  }

  *#call({ call_id, id, name, arguments: json }: ResponseFunctionToolCall): Generator<AnswerItem> {
    const callId = call_id || id || '';
    if (!name || (callId !== '' && this.#called.has(callId))) return;
    this.#called.add(callId);
    this.#hasContent = true;
    yield { type: 'tool_call', call: { id: callId, name, arguments: json || '{}' } };
  }
}

type ResponseLike = Partial<Pick<Response, 'error' | 'output' | 'incomplete_details' | 'usage'>> & {
  status?: string;
};

const itemOf = ({ output_index }: { output_index?: number }): string => String(output_index);

/**
 * Whether the account is not allowed to see summaries of the reasoning: OpenAI shows them only to verified organizations.
 */
export function refusesSummaries(error: unknown): boolean {
  const { status, param } = error as { status?: number; param?: string | null };
  return status === 400 && param === 'reasoning.summary';
}
