import { randomUUID } from 'node:crypto';
import type { GenerateContentResponse } from '@google/genai';
import { blockedAnswer, truncatedAnswer } from '../../adapter/answer-error.js';
import type { LlmEvent } from '../../llm.port.js';

/** Finish reasons of a complete or shortened answer. */
const COMPLETE = new Set(['STOP', 'MAX_TOKENS']);

/**
 * Maps the chunks of an answer to events. Skips parts that it does not know.
 * @param onSignature gets the signature of a tool call, which the API requires back with the call
 */
export async function* contentEvents(
  chunks: AsyncIterable<GenerateContentResponse>,
  onSignature: (callId: string, signature: string) => void,
): AsyncGenerator<LlmEvent, void, undefined> {
  let frames = 0;
  let hasContent = false;
  let finish: string | undefined;
  for await (const chunk of chunks) {
    const blocked = chunk.promptFeedback?.blockReason;
    if (blocked !== undefined) throw blockedAnswer(blocked);
    const candidate = chunk.candidates?.[0];
    if (!candidate) continue;
    frames++;
    finish = candidate.finishReason ?? finish;
    for (const { text, thought, functionCall, thoughtSignature } of candidate.content?.parts ?? []) {
      if (typeof text === 'string' && text !== '') {
        hasContent ||= !thought;
        yield { type: thought ? 'reasoning' : 'text', text };
      }
      if (functionCall?.name === undefined) continue;
      hasContent = true;
      const { id = randomUUID(), name, args = {} } = functionCall;
      if (thoughtSignature !== undefined) onSignature(id, thoughtSignature);
      yield { type: 'tool_call', call: { id, name, arguments: JSON.stringify(args) } };
    }
  }
  if (finish === undefined) throw truncatedAnswer(frames);
  if (!COMPLETE.has(finish) && !hasContent) throw blockedAnswer(finish);
}
