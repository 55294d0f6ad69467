import { AT_WORK } from '../../../backend/src/llm/adapter/at-work.js';
import { addUsage, UNKNOWN_USAGE } from '../../../backend/src/common/telemetry/token-usage.js';
import { streamOf } from '../../../backend/src/llm/resilient-llm.js';
import { STALL_MS } from '../../../backend/src/provider-kit/resilience.js';
import type { ChatMessage, Llm, LlmEvent, LlmRequest, NoModel } from '../../../backend/src/llm/llm.port.js';

export interface RequestOptions extends Partial<Omit<LlmRequest, 'messages'>> {
  messages?: ChatMessage[];
}

/** A request with that user message, or with a whole conversation. */
export function llmRequest(userText: string, options: RequestOptions = {}): LlmRequest {
  return {
    messages: [{ role: 'user', content: userText }],
    tools: [],
    signal: new AbortController().signal,
    context: { sessionId: 'test', language: 'en', timeZone: 'UTC' },
    ...options,
  };
}

/** A request that adds up the tokens of its answers in `used`. */
export function meteredRequest(userText: string) {
  const request = llmRequest(userText, {
    usedTokens: (more) => (metered.used = addUsage(metered.used, more)),
  });
  const metered = { ...request, used: UNKNOWN_USAGE };
  return metered;
}

/** Reads a provider as the stage does. */
export const streamFrom = (provider: Llm, request: LlmRequest) => streamOf(provider, request, STALL_MS);

export async function collect<Event>(stream: AsyncIterable<Event>): Promise<Event[]> {
  const events: Event[] = [];
  for await (const event of stream) events.push(event);
  return events;
}

/** The events of an answer, without signs that the model is at work. */
export const contentOf = async (stream: AsyncIterable<LlmEvent | NoModel>) =>
  (await collect(stream)).filter((event) => event !== AT_WORK);

/** The text of an answer, without reasoning and tool calls. */
export async function textOf(stream: AsyncIterable<{ type: string; text?: string }>): Promise<string> {
  const events = await collect(stream);
  return events.map((event) => (event.type === 'text' ? event.text : '')).join('');
}
