import type { ChatCompletionChunk } from 'openai/resources/chat/completions';
import { jsonObject } from '../../../common/text/json-object.js';
import { AnswerError, blockedAnswer, StreamError, truncatedAnswer } from '../answer-error.js';
import { AT_WORK } from '../at-work.js';
import { usageOf, type AnswerItem } from '../answer-usage.js';
import { untilOver } from '../until-over.js';
import { deltaEvents, type ChatDelta } from './chat-delta.js';
import { ToolCallAssembler, type ToolCallFragment } from './tool-call-assembler.js';

/** The stream of the openai package. */
interface ChatStream extends AsyncIterable<ChatCompletionChunk> {
  controller: AbortController;
}

interface Choice {
  index?: number;
  delta?: ChatDelta | null;
  /** In place of `delta` in a body that is no stream. */
  message?: ChatDelta | null;
  finish_reason?: string | null;
  error?: unknown;
}

interface Chunk {
  choices?: Choice[] | null;
  object?: unknown;
  error?: unknown;
  detail?: unknown;
  usage?: { prompt_tokens?: unknown; completion_tokens?: unknown } | null;
}

/**
 * Maps the chunks of a chat completion to events. Skips chunks that it does not know.
 * @param hasEndMark whether the stream had its end mark so far
 */
export async function* chatEvents(
  chunks: ChatStream,
  hasEndMark: () => boolean,
): AsyncGenerator<AnswerItem, void, undefined> {
  const calls = new ToolCallAssembler();
  let frames = 0;
  let hasContent = false;
  let finish: string | undefined;
  const isOver = () => finish !== undefined && hasContent;
  for await (const item of untilOver<unknown>(chunks, isOver, () => chunks.controller.abort())) {
    // A list has one error in it.
    const chunk = (Array.isArray(item) ? (item as unknown[])[0] : item) as Chunk | null;
    const error = errorIn(chunk);
    if (error !== undefined) throw new StreamError(error);
    if (chunk?.usage) yield usageOf([chunk.usage.prompt_tokens], [chunk.usage.completion_tokens]);
    // The last chunk may have the usage and no choices; others have further answers to the same question.
    const choice = chunk?.choices?.find((each) => (each?.index ?? 0) === 0);
    if (!choice) continue;
    frames++;
    finish = choice.finish_reason || finish;
    const delta = choice.delta ?? choice.message ?? {};
    for (const event of deltaEvents(delta)) {
      hasContent ||= event.type === 'text';
      yield event;
    }
    if (!Array.isArray(delta.tool_calls)) continue;
    hasContent = true;
    calls.push(delta.tool_calls as ToolCallFragment[]);
    yield AT_WORK;
  }
  finish ??= hasEndMark() && frames > 0 ? 'stop' : undefined;
  if (finish === undefined) throw truncatedAnswer(frames);
  if (finish === 'content_filter') throw blockedAnswer(finish);
  if (finish === 'error') throw new AnswerError('vendor_failure', 'The answer ended with an error.');
  const isCutOff = finish === 'length';
  for (const call of calls.finish()) {
    if (!isCutOff || jsonObject(call.arguments)) yield { type: 'tool_call', call };
  }
  if (isCutOff) yield { type: 'cut_off' };
}

/** Errors that the package does not find: those of vLLM, FastAPI and OpenRouter, and those in a list. */
function errorIn(chunk: Chunk | null): unknown {
  if (typeof chunk !== 'object' || chunk === null) return undefined;
  const { object, error, detail, choices } = chunk;
  return (
    (error || undefined) ??
    (object === 'error' ? chunk : undefined) ??
    (choices ? choices.find((choice) => choice?.error)?.error : detail) ??
    undefined
  );
}
