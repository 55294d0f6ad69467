import type {
  ContentBlock,
  Message,
  MessageDeltaUsage,
  RawContentBlockDelta,
  RawMessageStreamEvent,
  RedactedThinkingBlockParam,
  ThinkingBlockParam,
  Usage,
} from '@anthropic-ai/sdk/resources/messages';
import { jsonObject } from '../../../common/text/json-object.js';
import { limitArguments } from '../../adapter/answer-calls.js';
import { blockedAnswer, truncatedAnswer } from '../../adapter/answer-error.js';
import { AT_WORK } from '../../adapter/at-work.js';
import { untilOver } from '../../adapter/until-over.js';
import { usageOf, type AnswerItem, type AnswerUsage } from '../../adapter/answer-usage.js';
import type { ToolCall } from '../../llm.port.js';

/** A block of reasoning. The API requires it back with the tool call that it led to. */
export type ReasoningBlock = ThinkingBlockParam | RedactedThinkingBlockParam;

/** The stream of the SDK. */
interface MessageStream extends AsyncIterable<RawMessageStreamEvent> {
  controller: AbortController;
}

/**
 * Maps the events of a message to those of the port. Skips events that it does not know.
 * @param onReasoning gets the reasoning before a tool call, if there is any
 */
export async function* messageEvents(
  events: MessageStream,
  onReasoning: (callId: string, reasoning: ReasoningBlock[]) => void = () => undefined,
): AsyncGenerator<AnswerItem, void, undefined> {
  const answer = new MessageAnswer(onReasoning);
  let frames = 0;
  // A proxy may send anything, whatever the SDK's types say.
  const source: AsyncIterable<RawMessageStreamEvent | Message | null> = events;
  for await (const event of untilOver(
    source,
    () => answer.isOver,
    () => events.controller.abort(),
  )) {
    if (!event?.type) continue;
    frames++;
    yield* answer.read(event);
  }
  yield* answer.end(frames);
}

/** Stop reasons of an answer that may stop in the middle of a sentence. */
const CUT_OFF = new Set(['max_tokens', 'model_context_window_exceeded']);

class MessageAnswer {
  /** The reasoning since the last tool call. */
  #reasoning: ReasoningBlock[] = [];
  /** The tool calls whose arguments are not complete, by the index of their block. */
  readonly #calls = new Map<number, ToolCall>();
  #hasContent = false;
  #isOver = false;
  #stopReason: string | undefined;

  constructor(private readonly onReasoning: (callId: string, reasoning: ReasoningBlock[]) => void) {}

  get isOver(): boolean {
    return this.#isOver && this.#hasContent;
  }

  *read(event: RawMessageStreamEvent | Message): Generator<AnswerItem> {
    switch (event.type) {
      case 'message_start':
        return yield tokensOf(event.message?.usage);
      case 'content_block_start':
        // A proxy may use one index for all blocks, and leave out their ends.
        yield* this.#finishCall(event.index);
        return yield* this.#begin(event.content_block, event.index);
      case 'content_block_delta':
        return yield* this.#add(event.delta, event.index);
      case 'content_block_stop':
        return yield* this.#finishCall(event.index);
      case 'message_delta':
        yield tokensOf(event.usage);
        return this.#stop(event.delta?.stop_reason);
      case 'message_stop':
        this.#isOver = true;
        return;
      case 'message':
        yield tokensOf(event.usage);
        for (const [index, block] of (event.content ?? []).entries()) {
          yield* this.#begin(block, index);
          yield* this.#finishCall(index);
        }
        return this.#stop(event.stop_reason);
    }
  }

  /** @throws AnswerError if the answer is not over, or was refused */
  *end(frames: number): Generator<AnswerItem> {
    if (!this.#isOver) throw truncatedAnswer(frames);
    if (this.#stopReason === 'refusal') throw blockedAnswer('refusal');
    for (const index of [...this.#calls.keys()]) yield* this.#finishCall(index);
    if (this.#isCutOff) yield { type: 'cut_off' };
  }

  get #isCutOff(): boolean {
    return CUT_OFF.has(this.#stopReason ?? '');
  }

  #stop(reason: string | null | undefined): void {
    if (!reason) return;
    this.#isOver = true;
    this.#stopReason = reason;
  }

  *#begin(block: ContentBlock | undefined, index: number): Generator<AnswerItem> {
    switch (block?.type) {
      case 'thinking':
        this.#reasoning.push({ ...block });
        if (block.thinking) yield { type: 'reasoning', text: block.thinking };
        return;
      case 'redacted_thinking':
        this.#reasoning.push({ ...block });
        return;
      case 'text':
        return yield* this.#text(block.text);
      case 'tool_use': {
        const hasInput = Object.keys((block.input as object | null) ?? {}).length > 0;
        const json = hasInput ? JSON.stringify(block.input) : '';
        // A proxy may send no id.
        this.#calls.set(index, { id: block.id ?? '', name: block.name, arguments: json });
        return;
      }
    }
  }

  *#add(delta: RawContentBlockDelta | undefined, index: number): Generator<AnswerItem> {
    const block = this.#reasoning.at(-1);
    switch (delta?.type) {
      case 'text_delta':
        return yield* this.#text(delta.text);
      case 'signature_delta':
        if (block?.type === 'thinking') block.signature = delta.signature;
        return;
      case 'thinking_delta':
        if (!delta.thinking) return;
        if (block?.type === 'thinking') block.thinking += delta.thinking;
        return yield { type: 'reasoning', text: delta.thinking };
      case 'input_json_delta': {
        const call = this.#calls.get(index);
        if (!call) return;
        call.arguments += delta.partial_json ?? '';
        limitArguments(call.arguments.length);
        return yield AT_WORK;
      }
    }
  }

  *#text(text: string | undefined): Generator<AnswerItem> {
    if (!text) return;
    this.#hasContent = true;
    yield { type: 'text', text };
  }

  *#finishCall(index: number): Generator<AnswerItem> {
    const call = this.#calls.get(index);
    if (!call) return;
    this.#calls.delete(index);
    const json = call.arguments || '{}';
    if (!call.name || (this.#isCutOff && !jsonObject(json))) return;
    this.#hasContent = true;
    if (this.#reasoning.length > 0) this.onReasoning(call.id, this.#reasoning);
    this.#reasoning = [];
    yield { type: 'tool_call', call: { ...call, arguments: json } };
  }
}

/** Anthropic counts the input that it takes from its cache, or keeps there, separately. */
const tokensOf = (usage: Usage | MessageDeltaUsage | undefined): AnswerUsage =>
  usageOf(
    [usage?.input_tokens, usage?.cache_creation_input_tokens, usage?.cache_read_input_tokens],
    [usage?.output_tokens],
  );
