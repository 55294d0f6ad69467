import type { ChatCompletionChunk } from 'openai/resources/chat/completions';
import { blockedAnswer, truncatedAnswer } from '../answer-error.js';
import type { LlmEvent } from '../../llm.port.js';
import { ThinkTags } from './think-tags.js';
import { ToolCallAssembler } from './tool-call-assembler.js';

type Delta = ChatCompletionChunk.Choice.Delta & {
  /** Reasoning: llama.cpp and others use the first name, Ollama the second. */
  reasoning_content?: string | null;
  reasoning?: string | null;
};

/** Maps the chunks of a chat completion to events. Skips chunks that it does not know. */
export async function* chatEvents(
  chunks: AsyncIterable<ChatCompletionChunk>,
): AsyncGenerator<LlmEvent, void, undefined> {
  const tags = new ThinkTags();
  const calls = new ToolCallAssembler();
  let frames = 0;
  let hasText = false;
  let finish: string | undefined;
  // The SDK's types describe OpenAI: another server may send anything.
  for await (const chunk of chunks as AsyncIterable<Partial<ChatCompletionChunk> | null>) {
    // The last chunk may have the usage and no choices.
    const choice = chunk?.choices?.[0];
    if (!choice) continue;
    frames++;
    finish = choice.finish_reason ?? finish;
    const delta = choice.delta as Delta | undefined;
    const reasoning = delta?.reasoning_content ?? delta?.reasoning;
    if (isText(reasoning)) yield { type: 'reasoning', text: reasoning };
    for (const text of [delta?.content, delta?.refusal]) {
      if (!isText(text)) continue;
      hasText = true;
      yield* tags.push(text);
    }
    if (Array.isArray(delta?.tool_calls)) calls.push(delta.tool_calls);
  }
  yield* tags.end();
  if (finish === undefined) throw truncatedAnswer(frames);
  const toolCalls = calls.finish();
  if (finish === 'content_filter' && !hasText && toolCalls.length === 0) throw blockedAnswer(finish);
  for (const call of toolCalls) yield { type: 'tool_call', call };
}

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';
