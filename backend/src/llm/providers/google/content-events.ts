import { randomUUID } from 'node:crypto';
import type { GenerateContentResponse } from '@google/genai';
import { AnswerError, blockedAnswer, truncatedAnswer } from '../../adapter/answer-error.js';
import { untilOver } from '../../adapter/until-over.js';
import { usageOf, type AnswerItem } from '../../adapter/answer-usage.js';

/** Finish reasons of a complete or shortened answer. */
const COMPLETE = new Set(['STOP', 'MAX_TOKENS', 'FINISH_REASON_UNSPECIFIED']);

/** Finish reasons of an answer that the same request may give. https://ai.google.dev/api/generate-content#FinishReason */
const FAILED = new Set([
  'MALFORMED_FUNCTION_CALL',
  'UNEXPECTED_TOOL_CALL',
  'TOO_MANY_TOOL_CALLS',
  'MALFORMED_RESPONSE',
  'OTHER',
  'MISSING_THOUGHT_SIGNATURE',
]);

export interface ContentEventsOptions {
  /** Gets the signature of a tool call, which the API requires back with the call. */
  onSignature(callId: string, signature: string): void;
  /** Ends the request. */
  stop(): void;
}

/** Maps the chunks of an answer to events. Skips parts that it does not know, and all candidates but the first. */
export async function* contentEvents(
  chunks: AsyncIterable<GenerateContentResponse>,
  { onSignature, stop }: ContentEventsOptions,
): AsyncGenerator<AnswerItem, void, undefined> {
  let frames = 0;
  let hasContent = false;
  let finish: string | undefined;
  const isOver = () => finish !== undefined && hasContent;
  for await (const chunk of untilOver(chunks, isOver, stop)) {
    const usage = chunk.usageMetadata;
    // Thoughts are not among the candidates' tokens.
    if (usage)
      yield usageOf([usage.promptTokenCount], [usage.candidatesTokenCount, usage.thoughtsTokenCount]);
    const blocked = chunk.promptFeedback?.blockReason;
    if (blocked !== undefined) throw blockedAnswer(blocked);
    const candidate = chunk.candidates?.find(({ index = 0 }) => index === 0);
    if (!candidate) continue;
    frames++;
    // Some answers go on after a finish reason.
    finish = candidate.finishReason ?? finish;
    for (const { text, thought, functionCall, thoughtSignature } of candidate.content?.parts ?? []) {
      if (typeof text === 'string' && text !== '') {
        hasContent ||= !thought;
        yield { type: thought ? 'reasoning' : 'text', text };
      }
      if (!functionCall?.name) continue;
      hasContent = true;
      const { name, args } = functionCall;
      const id = functionCall.id || randomUUID();
      if (thoughtSignature !== undefined) onSignature(id, thoughtSignature);
      yield { type: 'tool_call', call: { id, name, arguments: argumentsOf(args) } };
    }
  }
  if (finish === undefined) throw truncatedAnswer(frames);
  if (FAILED.has(finish)) throw new AnswerError('broke_off', `The answer failed: ${finish}.`);
  if (!COMPLETE.has(finish)) throw blockedAnswer(finish);
  if (finish === 'MAX_TOKENS') yield { type: 'cut_off' };
}

/** Proxies send the arguments as JSON. */
const argumentsOf = (args: unknown): string =>
  typeof args === 'string' ? args || '{}' : JSON.stringify(args ?? {});
