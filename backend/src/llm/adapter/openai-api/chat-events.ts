import type { ChatCompletionChunk } from 'openai/resources/chat/completions';
import { TruncatedAnswerError, BlockedAnswerError } from '../http-problem.js';
import type { LlmEvent } from '../../llm.port.js';
import { ThinkTags } from './think-tags.js';
import { ToolCallAssembler } from './tool-call-assembler.js';

type Delta = ChatCompletionChunk.Choice.Delta & {
  /** Thinking aloud, as llama.cpp and others send it, and as Ollama does. */
  reasoning_content?: string | null;
  reasoning?: string | null;
};

/** The chunks of a chat completion as the events of the port. Whatever it does not know, it passes over. */
export async function* chatEvents(
  chunks: AsyncIterable<ChatCompletionChunk>,
): AsyncGenerator<LlmEvent, void, undefined> {
  const thinking = new ThinkTags();
  const calls = new ToolCallAssembler();
  let frames = 0;
  let said = false;
  let finish: string | undefined;
  // Typed as the vendor promises them: another server may send anything.
  for await (const chunk of chunks as AsyncIterable<Partial<ChatCompletionChunk> | null>) {
    // The last chunk may tell the usage, and has no choices then.
    const choice = chunk?.choices?.[0];
    if (!choice) continue;
    frames++;
    finish = choice.finish_reason ?? finish;
    const delta = choice.delta as Delta | undefined;
    const reasoning = delta?.reasoning_content ?? delta?.reasoning;
    if (isText(reasoning)) yield { type: 'reasoning', text: reasoning };
    for (const text of [delta?.content, delta?.refusal]) {
      if (!isText(text)) continue;
      said = true;
      yield* thinking.push(text);
    }
    if (Array.isArray(delta?.tool_calls)) calls.push(delta.tool_calls);
  }
  yield* thinking.end();
  if (finish === undefined) throw new TruncatedAnswerError(frames);
  const finished = calls.finish();
  if (finish === 'content_filter' && !said && finished.length === 0) throw new BlockedAnswerError(finish);
  for (const call of finished) yield { type: 'tool_call', call };
}

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';
