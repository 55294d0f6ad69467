import type { ChatCompletionMessageParam, ChatCompletionTool } from 'openai/resources/chat/completions';
import { argumentsText, assistantText } from '../history-text.js';
import type { ChatMessage, ToolDefinition } from '../../llm.port.js';

/** Maps the conversation to messages of the chat completions API. */
export function chatMessages(messages: readonly ChatMessage[]): ChatCompletionMessageParam[] {
  return messages.map((message) => {
    switch (message.role) {
      case 'system':
      case 'user':
        return { role: message.role, content: message.content };
      case 'tool':
        return { role: 'tool', tool_call_id: message.toolCallId, content: message.content };
      case 'assistant': {
        const content = assistantText(message);
        if (!message.toolCalls?.length) return { role: 'assistant', content };
        const tool_calls = message.toolCalls.map((call) => ({
          id: call.id,
          type: 'function' as const,
          function: { name: call.name, arguments: argumentsText(call) },
        }));
        return { role: 'assistant', content: content || null, tool_calls };
      }
    }
  });
}

export function chatTools(tools: readonly ToolDefinition[]): ChatCompletionTool[] {
  return tools.map(({ name, description, parameters }) => ({
    type: 'function',
    function: { name, description, parameters },
  }));
}
