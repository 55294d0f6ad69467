import type { ChatMessage, Llm, LlmEvent, LlmRequest } from '../../llm/llm.port.js';
import { ProviderError } from '../../provider-kit/errors/provider-error.js';
import type { Tools } from '../../tools/tools.port.js';
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

const LOST = 'The language model kept asking for tools and gave no answer. Please ask in another way.';

const ENOUGH = JSON.stringify({
  error: 'Those were enough tools for one answer. Answer with what you know.',
});

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
        text += event.text;
        said += event.text;
      }
      yield event;
    }
    if (calls.length === 0) return;
    // "One moment." is said before the tools run, and what comes with their results is another sentence.
    if (/\S$/.test(text)) yield { type: 'text', text: '\n' };
    const run = (call: (typeof calls)[number]) =>
      step < MAX_STEPS ? tools.run(call, turnId, signal) : Promise.resolve(ENOUGH);
    const results = await Promise.all(calls.map(run));
    if (signal.aborted) return;
    const asked: ChatMessage = { role: 'assistant', content: text, toolCalls: calls };
    messages = [...messages, asked, ...calls.map(({ id }, i) => resultOf(id, results[i]!))];
  }
  if (said.trim() === '') throw new ProviderError('llm', llm.name, 'provider_unavailable', LOST);
}

const resultOf = (toolCallId: string, content: string): ChatMessage => ({
  role: 'tool',
  toolCallId,
  content,
});
