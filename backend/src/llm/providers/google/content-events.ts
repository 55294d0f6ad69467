import { randomUUID } from 'node:crypto';
import type { GenerateContentResponse } from '@google/genai';
import { TruncatedAnswerError, BlockedAnswerError } from '../../adapter/http-problem.js';
import type { LlmEvent } from '../../llm.port.js';

/** Reasons to end that mean an answer, if perhaps a short one. */
const COMPLETE = new Set(['STOP', 'MAX_TOKENS']);

/**
 * The pieces of an answer as the events of the port. Whatever it does not know, it passes over.
 * @param onSignature told the signature of a call, which the call must have when it is sent back
 */
export async function* contentEvents(
  pieces: AsyncIterable<GenerateContentResponse>,
  onSignature: (callId: string, signature: string) => void,
): AsyncGenerator<LlmEvent, void, undefined> {
  let frames = 0;
  let said = false;
  let finish: string | undefined;
  for await (const piece of pieces) {
    const blocked = piece.promptFeedback?.blockReason;
    if (blocked !== undefined) throw new BlockedAnswerError(blocked);
    const candidate = piece.candidates?.[0];
    if (!candidate) continue;
    frames++;
    finish = candidate.finishReason ?? finish;
    for (const { text, thought, functionCall, thoughtSignature } of candidate.content?.parts ?? []) {
      if (typeof text === 'string' && text !== '') {
        said ||= !thought;
        yield { type: thought ? 'reasoning' : 'text', text };
      }
      if (functionCall?.name === undefined) continue;
      said = true;
      const { id = randomUUID(), name, args = {} } = functionCall;
      if (thoughtSignature !== undefined) onSignature(id, thoughtSignature);
      yield { type: 'tool_call', call: { id, name, arguments: JSON.stringify(args) } };
    }
  }
  if (finish === undefined) throw new TruncatedAnswerError(frames);
  if (!COMPLETE.has(finish) && !said) throw new BlockedAnswerError(finish);
}
