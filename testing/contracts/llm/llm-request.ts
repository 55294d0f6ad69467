import { SessionTimers } from '../../../backend/src/timers/timers.js';
import type { ChatMessage, LlmEvent, LlmRequest } from '../../../backend/src/llm/llm.port.js';

export interface RequestOptions extends Partial<Omit<LlmRequest, 'messages'>> {
  messages?: ChatMessage[];
}

/** A request with that user message, or with a whole conversation. */
export function llmRequest(userText: string, options: RequestOptions = {}): LlmRequest {
  return {
    messages: [{ role: 'user', content: userText }],
    tools: [],
    signal: new AbortController().signal,
    context: {
      sessionId: 'test',
      language: 'en',
      timers: new SessionTimers(() => undefined),
      now: () => new Date(2026, 10, 22, 9, 5),
    },
    ...options,
  };
}

export async function collect(stream: AsyncIterable<LlmEvent>): Promise<LlmEvent[]> {
  const events: LlmEvent[] = [];
  for await (const event of stream) events.push(event);
  return events;
}

/** The text of an answer, without reasoning and tool calls. */
export async function textOf(stream: AsyncIterable<LlmEvent>): Promise<string> {
  const events = await collect(stream);
  return events.map((event) => (event.type === 'text' ? event.text : '')).join('');
}
