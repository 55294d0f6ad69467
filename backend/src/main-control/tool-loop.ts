import type { ChatMessage, Llm, LlmEvent, LlmRequest } from '../llm/llm.port.js';
import type { Tools } from '../tools/tools.port.js';
import { TooEarlyError } from './without-effects.js';

export interface ToolLoop extends Omit<LlmRequest, 'tools'> {
  llm: Llm;
  tools: Tools;
  turnId: number;
  /** Whether it is certain that the answer is wanted: before that nothing may be run. */
  isWanted(): boolean;
}

/** A model that goes on calling tools has lost its way. */
const MAX_STEPS = 5;

const ENOUGH = JSON.stringify({ error: 'That were enough tools for one answer. Answer with what you know.' });

/**
 * A model's answer, with the tools that it asks for run in between. Only its words come out.
 * @throws TooEarlyError, ProviderError
 */
export async function* answerWithTools(
  loop: ToolLoop,
): AsyncGenerator<Exclude<LlmEvent, { type: 'tool_call' }>> {
  const { llm, tools, turnId, isWanted, ...request } = loop;
  const { signal } = request;
  let { messages } = request;
  let said = '';
  for (let step = 0; step <= MAX_STEPS + 1; step++) {
    const calls: Extract<LlmEvent, { type: 'tool_call' }>['call'][] = [];
    let text = '';
    for await (const event of llm.stream({ ...request, messages, tools: tools.list() })) {
      if (signal.aborted) return;
      if (event.type === 'tool_call') {
        if (!isWanted()) throw new TooEarlyError();
        calls.push(event.call);
        continue;
      }
      if (event.type === 'text') {
        // "One moment." and what it says with the result are two sentences.
        if (text === '' && /\S$/.test(said)) yield { type: 'text', text: ' ' };
        text += event.text;
        said += event.text;
      }
      yield event;
    }
    if (calls.length === 0) return;
    const run = (call: (typeof calls)[number]) =>
      step < MAX_STEPS ? tools.run(call, turnId, signal) : Promise.resolve(ENOUGH);
    const results = await Promise.all(calls.map(run));
    if (signal.aborted) return;
    const asked: ChatMessage = { role: 'assistant', content: text, toolCalls: calls };
    messages = [...messages, asked, ...calls.map(({ id }, i) => resultOf(id, results[i]!))];
  }
}

const resultOf = (toolCallId: string, content: string): ChatMessage => ({
  role: 'tool',
  toolCallId,
  content,
});
