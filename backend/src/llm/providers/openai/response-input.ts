import type { FunctionTool, ResponseInputItem } from 'openai/resources/responses/responses';
import { argumentsText, assistantText } from '../../adapter/history-text.js';
import type { ChatMessage, ToolDefinition } from '../../llm.port.js';

/** Maps the conversation to the input of the responses API. */
export function responseInput(messages: readonly ChatMessage[]): ResponseInputItem[] {
  return messages.flatMap((message): ResponseInputItem[] => {
    switch (message.role) {
      case 'system':
      case 'user':
        return [{ role: message.role, content: message.content }];
      case 'tool':
        return [{ type: 'function_call_output', call_id: message.toolCallId, output: message.content }];
      case 'assistant': {
        const content = assistantText(message);
        const calls = (message.toolCalls ?? []).map((call) => ({
          type: 'function_call' as const,
          call_id: call.id,
          name: call.name,
          arguments: argumentsText(call),
        }));
        return content === '' ? calls : [{ role: 'assistant', content }, ...calls];
      }
    }
  });
}

export function responseTools(tools: readonly ToolDefinition[]): FunctionTool[] {
  return tools.map(({ name, description, parameters }) => ({
    type: 'function',
    name,
    description,
    parameters,
    // Strict mode requires a subset of JSON Schema that the tools do not keep to.
    strict: false,
  }));
}
