import type { ChatMessage, Llm, LlmEvent, LlmRequest, NoModel } from '../../llm/llm.port.js';
import { ProviderError } from '../../provider-kit/errors/provider-error.js';
import type { ToolCall, Tools } from '../../tools/tools.port.js';

export interface ToolLoop extends Omit<LlmRequest, 'tools'> {
  llm: Llm;
  tools: Tools;
  turnId: number;
  /** Resolves when the turn is certain or the answer is dropped. No tool runs before that. */
  confirmed: Promise<void>;
  /** The calls of one step are about to run. */
  onToolCalls?(calls: readonly ToolCall[]): void;
  /** The result of one call, which may come after an abort. */
  onToolResult?(callId: string, content: string): void;
}

/** A model that keeps calling tools is stuck. */
const MAX_STEPS = 12;

const LOST = 'The language model kept asking for tools and gave no answer. Please rephrase the question.';

const ENOUGH = JSON.stringify({
  error: 'Those were enough tools for one answer. Answer with what you know.',
});

/**
 * Streams a model's answer and runs the tools that it calls.
 * @throws ProviderError
 */
export async function* answerWithTools(
  loop: ToolLoop,
): AsyncGenerator<Exclude<LlmEvent, { type: 'tool_call' }> | NoModel> {
  const { llm, tools, turnId, confirmed, onToolCalls, onToolResult, ...request } = loop;
  const { signal } = request;
  let { messages } = request;
  let said = '';
  for (let step = 0; step <= MAX_STEPS + 1; step++) {
    const calls: ToolCall[] = [];
    let text = '';
    const mayBeEmpty = said.trim() !== '';
    for await (const event of llm.stream({ ...request, messages, mayBeEmpty, tools: tools.list() })) {
      if (signal.aborted) return;
      if (event.type === 'tool_call') {
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
    // "One moment." is said before the tools run; the text after their results is a new sentence.
    if (/\S$/.test(text)) yield { type: 'text', text: '\n' };
    await confirmed;
    if (signal.aborted) return;
    onToolCalls?.(calls);
    const run = async (call: ToolCall): Promise<string> => {
      const report = (content: string) => onToolResult?.(call.id, content);
      const result = step < MAX_STEPS ? await tools.run(call, turnId, signal, report) : ENOUGH;
      if (result !== '') report(result);
      return result;
    };
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
